package dev.greenroom.localcloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class QueryProtocolTest {
    private final FakeCloudFormation fake = new FakeCloudFormation();
    private final InMemoryHttp http = new InMemoryHttp(FakeCloudFormation.ENDPOINT, fake);
    private final CloudFormationClient client = Clients.connect(CloudFormationClient.builder(), http);

    @Nested
    class A_request {
        @Test
        void arrives_with_lists_structures_and_scalars() {
            var request = CreateStackRequest.builder()
                    .stackName("shop")
                    .templateBody("Resources:\n  Größe & <Maß>: \"=%+\"\t🎭")
                    .parameters(
                            Parameter.builder()
                                    .parameterKey("A")
                                    .parameterValue("")
                                    .build(),
                            Parameter.builder()
                                    .parameterKey("B")
                                    .usePreviousValue(true)
                                    .build())
                    .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM)
                    .timeoutInMinutes(5)
                    .rollbackConfiguration(rollback -> rollback.rollbackTriggers(RollbackTrigger.builder()
                            .arn("arn")
                            .type("AWS::CloudWatch::Alarm")
                            .build()))
                    .build();

            client.createStack(request);

            assertThat(fake.created).isEqualTo(request);
        }

        @Test
        void keeps_the_order_of_more_than_nine_elements() {
            List<String> topics =
                    IntStream.range(0, 12).mapToObj(Integer::toString).toList();

            client.createStack(stack -> stack.notificationARNs(topics));

            assertThat(fake.created.notificationARNs()).isEqualTo(topics);
        }

        @Test
        void tells_an_empty_list_from_none() {
            client.createStack(stack -> stack.tags(List.of()));

            assertThat(fake.created.hasTags()).isTrue();
            assertThat(fake.created.hasCapabilities()).isFalse();
        }

        @Test
        void arrives_with_ten_megabytes() {
            String template = "x".repeat(10_000_000);

            client.createStack(stack -> stack.templateBody(template));

            assertThat(fake.created.templateBody()).isEqualTo(template);
        }

        @Test
        void arrives_with_maps_of_structures_and_blobs() {
            var sns = new FakeSns();
            var request = PublishRequest.builder()
                    .topicArn("topic")
                    .messageAttributes(Map.of(
                            "text", attribute("String").stringValue("ü").build(),
                            "bytes",
                                    attribute("Binary")
                                            .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                                            .build()))
                    .build();

            Clients.connect(SnsClient.builder(), new InMemoryHttp(FakeSns.ENDPOINT, sns))
                    .publish(request);

            assertThat(sns.published).isEqualTo(request);
        }

        private static MessageAttributeValue.Builder attribute(String type) {
            return MessageAttributeValue.builder().dataType(type);
        }
    }

    @Nested
    class An_answer {
        @Test
        void carries_times_numbers_and_booleans() {
            var stack = Stack.builder()
                    .stackName("shop")
                    .creationTime(Instant.parse("2026-01-02T03:04:05.006Z"))
                    .timeoutInMinutes(5)
                    .disableRollback(true)
                    .stackStatus(StackStatus.CREATE_COMPLETE)
                    .outputs(Output.builder()
                            .outputKey("Url")
                            .outputValue("http://a?b&c=<d>")
                            .build())
                    .build();
            fake.stacks = DescribeStacksResponse.builder().stacks(stack).build();

            assertThat(client.describeStacks().stacks()).containsExactly(stack);
            assertThat(body()).contains("<CreationTime>2026-01-02T03:04:05.006Z</CreationTime>");
        }

        @Test
        void has_an_empty_element_for_an_empty_list_and_none_for_what_is_not_set() {
            fake.stacks = DescribeStacksResponse.builder().stacks(List.of()).build();

            assertThat(client.describeStacks().stacks()).isEmpty();
            assertThat(body())
                    .contains("<DescribeStacksResult><Stacks/></DescribeStacksResult>")
                    .doesNotContain("NextToken");
        }

        @Test
        void replaces_what_xml_can_not_carry_and_keeps_line_ends() {
            String reason = "tab\t line\r\nnul\0 bell\u0007 \uD83C\uDFAD";
            fake.stacks = DescribeStacksResponse.builder()
                    .stacks(Stack.builder().stackStatusReason(reason).build())
                    .build();

            assertThat(client.describeStacks().stacks().get(0).stackStatusReason())
                    .isEqualTo(reason.replace('\0', '\uFFFD').replace('\u0007', '\uFFFD'));
        }

        @Test
        void has_a_request_id_in_header_and_body() {
            var result = client.deleteStack(request -> request.stackName("shop"));

            assertThat(result.responseMetadata().requestId())
                    .isEqualTo(http.lastResponse.headers().get("x-amzn-RequestId"));
            assertThat(body())
                    .contains("<RequestId>" + result.responseMetadata().requestId() + "</RequestId>");
        }

        @Test
        void carries_maps() {
            var sns = new FakeSns();
            sns.attributes = GetTopicAttributesResponse.builder()
                    .attributes(Map.of("DisplayName", "a & b", "Owner", ""))
                    .build();

            var answer = Clients.connect(SnsClient.builder(), new InMemoryHttp(FakeSns.ENDPOINT, sns))
                    .getTopicAttributes(request -> request.topicArn("topic"));

            assertThat(answer.attributes()).isEqualTo(sns.attributes.attributes());
        }
    }

    @Nested
    class Nested_structures {
        private final FakeLoadBalancing loadBalancing = new FakeLoadBalancing();
        private final ElasticLoadBalancingV2Client client = Clients.connect(
                ElasticLoadBalancingV2Client.builder(), new InMemoryHttp(FakeLoadBalancing.ENDPOINT, loadBalancing));

        @Test
        void go_there_and_back() {
            var action = Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .forwardConfig(forward -> forward.targetGroups(
                                    TargetGroupTuple.builder()
                                            .targetGroupArn("blue")
                                            .weight(0)
                                            .build(),
                                    TargetGroupTuple.builder()
                                            .targetGroupArn("green")
                                            .weight(1)
                                            .build())
                            .targetGroupStickinessConfig(stickiness -> stickiness.enabled(false)))
                    .build();
            var request = CreateListenerRequest.builder()
                    .loadBalancerArn("lb")
                    .port(80)
                    .defaultActions(action)
                    .build();

            var answer = client.createListener(request);

            assertThat(loadBalancing.created).isEqualTo(request);
            assertThat(answer.listeners().get(0).defaultActions()).containsExactly(action);
        }

        @Test
        void an_exception_that_says_nothing_else_has_the_code_of_its_name() {
            assertThatThrownBy(() -> client.describeListeners(request -> request.loadBalancerArn("lb")))
                    .isInstanceOfSatisfying(ListenerNotFoundException.class, e -> {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ListenerNotFound");
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("One or more listeners not found");
                        assertThat(e.statusCode()).isEqualTo(400);
                    });
        }
    }

    private String body() {
        return new String(http.lastResponse.body(), UTF_8);
    }
}
