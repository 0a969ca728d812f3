package dev.greenroom.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

final class AllowedCallsTest {
    private static final Policy LOOKING =
            new Policy("looking", List.of(new Statement("Look", List.of("ecs:ListClusters"), List.of("*"))));

    private final AllowedCalls guard = AllowedCalls.of(List.of(LOOKING));

    @Test
    void fail_what_no_policy_allows_before_it_is_sent() {
        try (var aws = guarded()) {
            assertThatExceptionOfType(CallNotAllowedException.class)
                    .isThrownBy(() -> aws.ecs().listTasks())
                    .withMessage("Tried to call ListTasks of Ecs but no policy allows ecs:ListTasks: add it to Policy,"
                            + " where it belongs");
            assertThatExceptionOfType(CallNotAllowedException.class)
                    .isThrownBy(() -> aws.s3().listObjectVersions(request -> request.bucket("files")))
                    .withMessageContaining("no policy allows s3:ListBucketVersions");
        }
        assertThat(guard.used()).isEmpty();
    }

    @Test
    void let_go_on_what_one_allows_and_remember_it() {
        try (var aws = guarded()) {
            assertThatThrownBy(() -> aws.ecs().listClusters())
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("Connection refused");
        }
        assertThat(guard.used()).containsExactly("ecs:ListClusters");
    }

    @ParameterizedTest
    @CsvSource({
        "Ecs, ListTasks, ecs:ListTasks",
        "CloudWatchLogs, GetLogEvents, logs:GetLogEvents",
        "ElasticLoadBalancingV2, DescribeTags, elasticloadbalancing:DescribeTags",
        "EventBridge, DescribeRule, events:DescribeRule",
        "S3, ListObjectsV2, s3:ListBucket",
        "S3, HeadObject, s3:GetObject",
        "S3, PutObject, s3:PutObject",
    })
    void know_what_iam_calls_it(String service, String operation, String action) {
        assertThat(IamActions.of(service, operation)).containsExactly(action);
    }

    @Test
    void know_that_a_version_is_deleted_by_two_permissions() {
        assertThat(IamActions.of("S3", "DeleteObjects")).isEqualTo(Set.of("s3:DeleteObject", "s3:DeleteObjectVersion"));
    }

    @Test
    void say_that_a_service_is_new() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> IamActions.of("Lambda", "Invoke"))
                .withMessage(
                        "Tried to find the IAM actions of Lambda but the service is new here: add it to IamActions");
    }

    /** Nobody listens there. */
    private AwsClients guarded() {
        var caller = StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret"));
        return AwsClients.of(new AwsAccess(URI.create("http://127.0.0.1:1"), Region.EU_CENTRAL_1, caller).with(guard));
    }
}
