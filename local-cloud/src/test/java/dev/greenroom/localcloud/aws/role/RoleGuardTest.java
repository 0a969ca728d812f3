package dev.greenroom.localcloud.aws.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeRoles;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

class RoleGuardTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/deployer";
    private static final String REFUSAL = "User: arn:aws:sts::000000000000:assumed-role/deployer/session is not"
            + " authorized to perform: ssm:PutParameter on resource:"
            + " arn:aws:ssm:eu-west-1:000000000000:parameter/colour because no identity-based policy allows the"
            + " ssm:PutParameter action";
    private static final PutParameterRequest PUT =
            PutParameterRequest.builder().name("colour").value("green").build();
    private static final DescribeParametersRequest READ =
            DescribeParametersRequest.builder().build();

    private final FakeRoles roles = new FakeRoles().put("deployer", "cloudformation.amazonaws.com");
    private final AwsClients services = FakeClients.of(roles);
    private final AwsScope scope = new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1");
    private final RoleGuard service = RoleGuard.ofService(services, scope, ROLE, "session");
    private final RoleGuard caller = RoleGuard.ofCaller(services, scope, ROLE, "session");

    @Test
    void lets_pass_what_the_role_may_do() {
        allow("ssm:PutParameter", "arn:aws:ssm:*:*:parameter/colour");

        assertThatCode(() -> service.require(PUT)).doesNotThrowAnyException();
        assertThatCode(() -> caller.require(PUT)).doesNotThrowAnyException();
    }

    @Test
    void refuses_what_the_role_may_do_with_another_resource_only() {
        allow("ssm:PutParameter", "arn:aws:ssm:*:*:parameter/size");

        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> service.require(PUT))
                .satisfies(refused -> {
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(REFUSAL);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refused.statusCode()).isEqualTo(400);
                });
    }

    @Test
    void refuses_with_the_code_of_services_that_answer_in_XML() {
        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> caller.require(
                        DeleteStackRequest.builder().stackName("shop").build()))
                .satisfies(refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(refused.statusCode()).isEqualTo(403);
                });
    }

    @Test
    void does_not_ask_a_service_that_acts_in_a_role_what_it_reads() {
        assertThatCode(() -> service.require(READ)).doesNotThrowAnyException();
    }

    @Test
    void asks_a_caller_what_it_reads() {
        assertThatThrownBy(() -> caller.require(READ))
                .hasMessageContaining("is not authorized to perform: ssm:DescribeParameters on resource: *");

        allow("ssm:DescribeParameters", "arn:aws:ssm:*:*:parameter/another");
        assertThatCode(() ->
                        RoleGuard.ofCaller(services, scope, ROLE, "session").require(READ))
                .doesNotThrowAnyException();
    }

    @Test
    void sees_what_a_client_is_asked_before_it_asks() {
        URI nowhere = URI.create("http://localhost:1");
        try (SsmClient client = SsmClient.builder()
                .endpointOverride(nowhere)
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(override -> override.addExecutionInterceptor(service))
                .build()) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(() -> client.putParameter(PUT))
                    .withMessageStartingWith(REFUSAL);
        }
    }

    private void allow(String action, String resource) {
        roles.policy("deployer", """
            {"Effect": "Allow", "Action": "%s", "Resource": "%s"}""".formatted(action, resource));
    }
}
