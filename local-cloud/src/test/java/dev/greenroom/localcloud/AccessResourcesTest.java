package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles and policies, of a template. */
class AccessResourcesTest {
    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final IamClient iam = cloud.client(IamClient.builder());

    @Test
    void are_made_changed_brought_back_and_deleted() {
        TestStack stack = TestStack.create(cloud, "access");
        accessIsVersionOne(stack);

        stack.updateInVain();
        accessIsVersionOne(stack);

        stack.update("two");
        accessIsVersionTwo(stack);

        String role = stack.output("Role");
        String policy = stack.output("ManagedPolicy");
        stack.delete();
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> iam.getRole(get -> get.roleName(role)));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getPolicy(get -> get.policyArn(policy)));
    }

    private void accessIsVersionOne(TestStack stack) {
        Role role = role(stack.output("Role"));
        assertThat(role.arn()).isEqualTo(stack.output("RoleArn"));
        assertThat(role.path()).isEqualTo("/service/");
        assertThat(role.description()).isEqualTo("Version one");
        assertThat(role.maxSessionDuration()).isEqualTo(3600);
        assertThat(role.assumeRolePolicyDocument()).doesNotContain("ec2.amazonaws.com");
        assertThat(roleTags(role)).containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(attachedPolicies(stack.output("Role")))
                .containsExactlyInAnyOrder(
                        "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
                        "arn:aws:iam::aws:policy/ReadOnlyAccess",
                        stack.output("ManagedPolicy"));
        assertThat(inlinePolicies(stack.output("Role"))).containsExactlyInAnyOrder("first", "both", "inline");
        assertThat(inlinePolicies(stack.output("OtherRole"))).isEmpty();
        assertThat(iam.getRolePolicy(get -> get.roleName(stack.output("Role")).policyName("both"))
                        .policyDocument())
                .contains("sqs");
        assertThat(defaultVersion(stack.output("ManagedPolicy"))).contains("logs");
    }

    private void accessIsVersionTwo(TestStack stack) {
        Role role = role(stack.output("Role"));
        assertThat(role.description()).isEqualTo("Version two");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.assumeRolePolicyDocument()).contains("ec2.amazonaws.com");
        assertThat(roleTags(role)).containsOnly(Map.entry("version", "two"));
        assertThat(attachedPolicies(stack.output("Role")))
                .containsExactly("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");
        assertThat(attachedPolicies(stack.output("OtherRole"))).containsExactly(stack.output("ManagedPolicy"));
        assertThat(inlinePolicies(stack.output("Role"))).containsExactlyInAnyOrder("second", "both");
        assertThat(inlinePolicies(stack.output("OtherRole"))).containsExactly("inline");
        assertThat(iam.getRolePolicy(get -> get.roleName(stack.output("Role")).policyName("both"))
                        .policyDocument())
                .contains("sns");
        assertThat(defaultVersion(stack.output("ManagedPolicy"))).contains("ssm");
    }

    private Role role(String name) {
        return iam.getRole(get -> get.roleName(name)).role();
    }

    private static Map<String, String> roleTags(Role role) {
        return role.tags().stream().collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private List<String> attachedPolicies(String role) {
        return iam.listAttachedRolePolicies(list -> list.roleName(role)).attachedPolicies().stream()
                .map(AttachedPolicy::policyArn)
                .toList();
    }

    private List<String> inlinePolicies(String role) {
        return iam.listRolePolicies(list -> list.roleName(role)).policyNames();
    }

    private String defaultVersion(String policy) {
        String version = iam.getPolicy(get -> get.policyArn(policy)).policy().defaultVersionId();
        return iam.getPolicyVersion(get -> get.policyArn(policy).versionId(version))
                .policyVersion()
                .document();
    }
}
