package dev.greenroom.localcloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;

class ErrorsTest {
    private final FakeCloudFormation cloudFormation = new FakeCloudFormation();
    private final FakeEcs ecs = new FakeEcs();

    @Nested
    class Over_awsQuery {
        private final InMemoryHttp http = new InMemoryHttp(FakeCloudFormation.ENDPOINT, cloudFormation);
        private final CloudFormationClient client = Clients.connect(CloudFormationClient.builder(), http);

        @Test
        void a_modelled_exception_keeps_code_message_and_status() {
            cloudFormation.failure = CloudFormationException.builder()
                    .awsErrorDetails(details("ValidationError", "Stack with id <a & b> does not exist", 400))
                    .build();

            assertThatThrownBy(client::describeStacks).isInstanceOfSatisfying(CloudFormationException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Stack with id <a & b> does not exist");
                assertThat(e.statusCode()).isEqualTo(400);
            });
        }

        @Test
        void an_error_has_the_shape_of_aws() {
            cloudFormation.failure = CloudFormationException.builder()
                    .awsErrorDetails(details("Throttling", "Rate exceeded", 400))
                    .build();

            WireResponse answer = post("Action=DescribeStacks&Version=2010-05-15");

            assertThat(answer.headers()).containsEntry("Content-Type", "text/xml; charset=utf-8");
            assertThat(text(answer))
                    .isEqualToNormalizingNewlines("""
                            <?xml version="1.0" encoding="UTF-8"?>
                            <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error>\
                            <Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>\
                            <RequestId>%s</RequestId></ErrorResponse>""".formatted(answer.headers().get("x-amzn-RequestId")));
        }

        @Test
        void an_operation_that_is_not_emulated_is_named_and_not_tried_again() {
            assertThatThrownBy(() -> client.createStackSet(request -> request.stackSetName("a")))
                    .isInstanceOfSatisfying(CloudFormationException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(501);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotEmulated");
                    })
                    .hasMessageContaining("Greenroom does not emulate cloudformation:CreateStackSet.")
                    .hasMessageContaining("/_greenroom/health");
            assertThat(http.requests).isEqualTo(1);
        }

        @Test
        void a_failure_nobody_foresaw_is_the_receivers() {
            cloudFormation.failure = new IllegalStateException("broken");

            WireResponse answer = post("Action=DescribeStacks&Version=2010-05-15");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(text(answer))
                    .contains("<Type>Receiver</Type><Code>InternalFailure</Code>")
                    .contains("broken");
        }

        @Test
        void an_unsupported_operation_inside_an_implementation_is_such_a_failure() {
            cloudFormation.failure = new UnsupportedOperationException();

            assertThat(post("Action=DescribeStacks&Version=2010-05-15").status())
                    .isEqualTo(500);
        }

        @Test
        void an_unknown_action_or_version_is_invalid() {
            assertThat(text(post("Action=Dance&Version=2010-05-15")))
                    .contains("<Code>InvalidAction</Code>")
                    .contains("<Message>Could not find operation Dance for version 2010-05-15</Message>");
            assertThat(text(post("Action=DescribeStacks&Version=2012-06-01")))
                    .contains("Could not find operation DescribeStacks for version 2012-06-01");
            assertThat(text(post("Action=DescribeStacks")))
                    .contains("Could not find operation DescribeStacks for version NO_VERSION_SPECIFIED");
            assertThat(text(post("a=b"))).contains("<Code>MissingAction</Code>");
        }

        @Test
        void a_value_that_does_not_fit_is_named() {
            WireResponse answer = post(
                    "Action=CreateStack&Version=2010-05-15&RollbackConfiguration" + ".MonitoringTimeInMinutes=soon");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(text(answer))
                    .contains("<Code>ValidationError</Code><Message>"
                            + "Value of RollbackConfiguration.MonitoringTimeInMinutes must be integer but is soon");
        }

        @Test
        void a_percent_sign_that_encodes_nothing_is_taken_as_it_is() {
            post("Action=CreateStack&Version=2010-05-15&StackName=100%&&=x");

            assertThat(cloudFormation.created.stackName()).isEqualTo("100%");
        }

        private WireResponse post(String form) {
            return FakeCloudFormation.ENDPOINT.answer(
                    new WireRequest("/", "", Map.of(), form.getBytes(UTF_8)), () -> cloudFormation);
        }
    }

    @Nested
    class Over_json {
        private final InMemoryHttp http = new InMemoryHttp(FakeEcs.ENDPOINT, ecs);
        private final EcsClient client = Clients.connect(EcsClient.builder(), http);

        @Test
        void a_modelled_exception_becomes_itself_with_its_members() {
            ecs.failure = ConflictException.builder()
                    .resourceIds("a", "b")
                    .awsErrorDetails(details("ConflictException", "Busy", 409))
                    .build();

            assertThatThrownBy(() -> client.describeServices(request -> {}))
                    .isInstanceOfSatisfying(ConflictException.class, e -> {
                        assertThat(e.resourceIds()).containsExactly("a", "b");
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Busy");
                        assertThat(e.statusCode()).isEqualTo(409);
                    });
        }

        @Test
        void an_exception_that_says_nothing_else_has_the_code_of_its_name() {
            ecs.failure = ClusterNotFoundException.builder().build();

            WireResponse answer = post("DescribeServices", "{}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers())
                    .containsEntry("x-amzn-ErrorType", "ClusterNotFoundException")
                    .containsEntry("Content-Type", "application/x-amz-json-1.1");
            assertThat(text(answer))
                    .isEqualTo("{\"__type\":\"ClusterNotFoundException\",\"message\":\"ClusterNotFoundException\"}");
        }

        @Test
        void an_operation_that_is_not_emulated_is_named_and_not_tried_again() {
            assertThatThrownBy(() -> client.listTasks(request -> {}))
                    .isInstanceOfSatisfying(
                            EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(501))
                    .hasMessageContaining("Greenroom does not emulate ecs:ListTasks.");
            assertThat(http.requests).isEqualTo(1);
        }

        @Test
        void an_unknown_operation_or_target_is_unknown() {
            assertThat(post("Dance", "{}").status()).isEqualTo(400);
            assertThat(text(post("Dance", "{}"))).contains("\"__type\":\"UnknownOperationException\"");
            assertThat(text(answer(Map.of("X-Amz-Target", "Other.ListTasks"), "{}")))
                    .contains("\"__type\":\"UnknownOperationException\"");
            assertThat(text(answer(Map.of(), "{}"))).contains("\"__type\":\"UnknownOperationException\"");
        }

        @Test
        void a_value_that_does_not_fit_is_named() {
            assertThat(text(post("CreateService", "{\"desiredCount\":\"2\"}")))
                    .contains("\"__type\":\"SerializationException\"")
                    .contains("Value of desiredCount must be integer but is 2");
            assertThat(text(post("CreateService", "{\"desiredCount\":1.5}"))).contains("must be integer but is 1.5");
            assertThat(text(post("CreateService", "{\"serviceName\":7}"))).contains("must be string but is 7");
            assertThat(text(post("CreateService", "{\"loadBalancers\":[{},{\"containerPort\":{}}]}")))
                    .contains("Value of loadBalancers[1].containerPort must be integer but is a map");
            assertThat(text(post("CreateService", "{\"loadBalancers\":\"one\"}")))
                    .contains("must be a list");
            assertThat(text(post("CreateService", "{\"deploymentConfiguration\":[]}")))
                    .contains("must be a structure");
        }

        @Test
        void a_body_that_is_not_a_json_object_is_said_to_be_none() {
            for (String body : List.of("{", "[]", "{} {}", "\"\"")) {
                assertThat(text(post("CreateService", body)))
                        .as(body)
                        .isEqualTo(
                                "{\"__type\":\"SerializationException\",\"message\":\"The body is not a JSON object\"}");
            }
        }

        private WireResponse post(String operation, String body) {
            return answer(Map.of("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation), body);
        }

        private WireResponse answer(Map<String, String> headers, String body) {
            return FakeEcs.ENDPOINT.answer(new WireRequest("/", "", headers, body.getBytes(UTF_8)), () -> ecs);
        }
    }

    private static AwsErrorDetails details(String code, String message, int status) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                .build();
    }

    private static String text(WireResponse answer) {
        return new String(answer.body(), UTF_8);
    }
}
