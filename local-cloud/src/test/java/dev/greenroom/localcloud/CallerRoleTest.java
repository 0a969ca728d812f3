package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who has credentials of a role may do with emulated services what the role may do. */
class CallerRoleTest {
    private static final String ROLE = "watcher";
    private static final String POLICY = "watch";
    private static final String MANAGED = "arn:aws:iam::aws:policy/AmazonECS_FullAccess";
    private static final String REFUSAL =
            "User: arn:aws:sts::000000000000:assumed-role/watcher/night is not authorized to"
                    + " perform: ecs:ListClusters on resource: * because no identity-based policy allows the ecs:ListClusters"
                    + " action";

    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final IamClient iam = cloud.client(IamClient.builder());

    private StaticCredentialsProvider credentials;

    @BeforeEach
    void assume() {
        String arn = iam.createRole(create -> create.roleName(ROLE).assumeRolePolicyDocument("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "000000000000"}}]}"""))
                .role()
                .arn();
        Credentials given = cloud.client(StsClient.builder())
                .assumeRole(assume -> assume.roleArn(arn).roleSessionName("night"))
                .credentials();
        credentials = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
    }

    @AfterEach
    void forget() {
        iam.listRolePolicies(list -> list.roleName(ROLE))
                .policyNames()
                .forEach(policy ->
                        iam.deleteRolePolicy(delete -> delete.roleName(ROLE).policyName(policy)));
        iam.listAttachedRolePolicies(list -> list.roleName(ROLE))
                .attachedPolicies()
                .forEach(policy ->
                        iam.detachRolePolicy(detach -> detach.roleName(ROLE).policyArn(policy.policyArn())));
        iam.deleteRole(delete -> delete.roleName(ROLE));
    }

    @Test
    void and_no_more() {
        EcsClient watcher = cloud.client(EcsClient.builder(), credentials);

        assertThatExceptionOfType(EcsException.class)
                .isThrownBy(watcher::listClusters)
                .satisfies(refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(REFUSAL);
                    assertThat(refused.statusCode()).isEqualTo(400);
                });
    }

    @Test
    void as_soon_as_a_policy_is_some_seconds_old() {
        EcsClient watcher = cloud.client(EcsClient.builder(), credentials);
        iam.putRolePolicy(put -> put.roleName(ROLE).policyName(POLICY).policyDocument("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:List*", "Resource": "*"}]}"""));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThatCode(watcher::listClusters).doesNotThrowAnyException());
    }

    @Test
    void by_the_policies_of_AWS_itself_too() {
        EcsClient watcher = cloud.client(EcsClient.builder(), credentials);
        iam.attachRolePolicy(attach -> attach.roleName(ROLE).policyArn(MANAGED));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThatCode(watcher::listClusters).doesNotThrowAnyException());
    }

    @Test
    void also_where_a_service_answers_in_XML() {
        CloudFormationClient watcher = cloud.client(CloudFormationClient.builder(), credentials);

        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> watcher.deleteStack(delete -> delete.stackName("shop")))
                .satisfies(refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(refused.awsErrorDetails().errorMessage())
                            .contains("cloudformation:DeleteStack on resource:"
                                    + " arn:aws:cloudformation:eu-west-1:000000000000:stack/shop/*");
                    assertThat(refused.statusCode()).isEqualTo(403);
                });
    }

    @Test
    void and_who_has_none_may_do_everything() {
        assertThatCode(() -> cloud.client(EcsClient.builder()).listClusters()).doesNotThrowAnyException();
    }
}
