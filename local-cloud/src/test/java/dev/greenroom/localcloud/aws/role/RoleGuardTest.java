package dev.greenroom.localcloud.aws.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeParameters;
import dev.greenroom.localcloud.fakes.FakeRoles;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

class RoleGuardTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/deployer";
    private static final String REFUSAL = "User: arn:aws:sts::000000000000:assumed-role/deployer/session is not"
            + " authorized to perform: ssm:PutParameter on resource:"
            + " arn:aws:ssm:eu-west-1:000000000000:parameter/colour because no identity-based policy allows the"
            + " ssm:PutParameter action";

    private final FakeParameters parameters = new FakeParameters();
    private final FakeRoles roles = new FakeRoles().put("deployer", "cloudformation.amazonaws.com");
    private final AwsClients services = FakeClients.of(parameters, roles);
    private final AwsScope scope = new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1");
    private final AwsClients clients =
            RoleGuard.ofService(services, scope, ROLE, "session").clients();

    @Test
    void change_what_the_role_may_change() {
        allow("ssm:PutParameter", "arn:aws:ssm:*:*:parameter/colour");

        put();

        assertThat(parameters.values()).containsEntry("colour", "green");
    }

    @Test
    void change_nothing_that_the_role_may_not_change() {
        allow("ssm:PutParameter", "arn:aws:ssm:*:*:parameter/size");

        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(this::put)
                .satisfies(refused -> {
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(REFUSAL);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                });
        assertThat(parameters.values()).isEmpty();
    }

    @Test
    void ask_the_same_whether_they_get_a_request_or_make_it() {
        assertThatThrownBy(() -> clients.ssm()
                        .putParameter(PutParameterRequest.builder()
                                .name("colour")
                                .value("green")
                                .build()))
                .hasMessageStartingWith(REFUSAL);
    }

    @Test
    void pass_on_what_a_service_answers_and_how_it_fails() {
        allow("ssm:GetParameter", "*");
        parameters.put("colour", "blue");

        assertThat(clients.ssm()
                        .getParameter(get -> get.name("colour"))
                        .parameter()
                        .value())
                .isEqualTo("blue");
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> clients.ssm().getParameter(get -> get.name("size")));
    }

    @Test
    void ask_of_a_service_that_acts_in_a_role_no_more_than_what_it_changes_and_its_secrets() {
        assertThat(tags(clients.ssm())).isEmpty();
    }

    @Test
    void ask_of_a_caller_what_it_reads_too() {
        var caller =
                (SsmClient) RoleGuard.ofCaller(services, scope, ROLE, "session").client(SsmClient.class, parameters);

        assertThatThrownBy(() -> tags(caller))
                .hasMessageContaining("is not authorized to perform: ssm:ListTagsForResource on resource: *");
        allow("ssm:ListTagsForResource", "arn:aws:ssm:*:*:parameter/another");
        assertThat(tags((SsmClient)
                        RoleGuard.ofCaller(services, scope, ROLE, "session").client(SsmClient.class, parameters)))
                .isEmpty();
    }

    private static List<Tag> tags(SsmClient ssm) {
        return ssm.listTagsForResource(list -> list.resourceId("colour")).tagList();
    }

    private void put() {
        clients.ssm().putParameter(put -> put.name("colour").value("green"));
    }

    private void allow(String action, String resource) {
        roles.policy("deployer", """
            {"Effect": "Allow", "Action": "%s", "Resource": "%s"}""".formatted(action, resource));
    }
}
