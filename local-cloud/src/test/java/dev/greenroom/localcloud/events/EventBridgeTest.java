package dev.greenroom.localcloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeRoles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

class EventBridgeTest {
    private static final String PIPELINE = "arn:aws:codepipeline:us-east-1:000000000000:delivery";
    private static final String OTHER_PIPELINE = "arn:aws:codepipeline:us-east-1:000000000000:other";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:news";
    private static final String STARTS = "arn:aws:iam::000000000000:role/starts";
    private static final String POWERLESS = "arn:aws:iam::000000000000:role/powerless";
    private static final String OF_BUILDS = "arn:aws:iam::000000000000:role/of-builds";
    private static final String STARTS_ALL = """
        {"Effect": "Allow", "Action": ["codepipeline:*", "codebuild:*"], "Resource": "*"}\
        """;
    private static final AwsScope SCOPE = new AwsScope(AwsScope.LOCAL_ACCOUNT, "us-east-1");

    private final FakeRules localStack = new FakeRules();
    private final FakeRoles roles = new FakeRoles()
            .put("starts", "events.amazonaws.com")
            .policy("starts", STARTS_ALL)
            .put("powerless", "events.amazonaws.com")
            .put("of-builds", "codebuild.amazonaws.com")
            .policy("of-builds", STARTS_ALL);
    private final FakeQueues queues = new FakeQueues();
    private final FakePipelines pipelines = new FakePipelines();
    private final EventBridge events = new EventBridge(SCOPE, clients(), () -> localStack);

    @AfterEach
    void close() {
        events.close();
    }

    @Nested
    class A_pipeline_as_a_target {
        @Test
        void is_a_queue_for_localstack() {
            put(target().inputPath("$.detail").build());

            Target known = localStack.targets.get("id");
            assertThat(known.arn()).startsWith("arn:aws:sqs:us-east-1:000000000000:greenroom-events-");
            assertThat(known.roleArn()).as("LocalStack would act in it").isNull();
            assertThat(known.inputPath()).isEqualTo("$.detail");
        }

        @Test
        void needs_a_role() {
            assertInvalid(target().roleArn(null), "RoleArn is required for target %s.".formatted(PIPELINE));
        }

        @Test
        void needs_a_role_that_events_can_assume() {
            assertInvalid(
                    target().roleArn(OF_BUILDS),
                    "Provided role '%s' cannot be assumed by principal 'events.amazonaws.com'.".formatted(OF_BUILDS));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "arn:aws:codepipeline:eu-west-1:000000000000:delivery",
                    "arn:aws:codepipeline:us-east-1:123456789012:delivery",
                    "arn:aws:codepipeline:us-east-1:000000000000:delivery/Release",
                    "arn:aws:codebuild:us-east-1:000000000000:build/reject:1"
                })
        void is_one_of_this_region_and_account(String arn) {
            assertInvalid(
                    target().arn(arn),
                    "Parameter %s is not valid. Reason: Provided Arn is not in correct format.".formatted(arn));
        }

        @Test
        void takes_one_kind_of_input() {
            assertInvalid(
                    target().input("{}").inputPath("$.detail"),
                    "Only one of Input, InputPath, or InputTransformer must be provided for target id.");
        }

        @Test
        void keeps_its_queue_when_it_changes() throws Exception {
            put(target().build());
            put(target().arn(OTHER_PIPELINE).build());

            assertThat(queues.urls()).hasSize(1);
            queues.send("{}");
            assertThat(nextStarted().name()).isEqualTo("other");
        }

        @Test
        void loses_its_queue_to_a_target_that_localstack_has() {
            put(target().build());
            put(Target.builder().id("id").arn(TOPIC).build());

            assertThat(queues.urls()).isEmpty();
            assertThat(targets()).extracting(Target::arn).containsExactly(TOPIC);
        }

        @Test
        void leaves_no_queue_when_localstack_refuses_it() {
            localStack.failedEntry = Optional.of("id");
            put(target().build());
            assertThat(queues.urls()).isEmpty();

            localStack.failure = Optional.of((EventBridgeException)
                    EventBridgeException.builder().message("no such rule").build());
            assertThatExceptionOfType(EventBridgeException.class)
                    .isThrownBy(() -> put(target().build()))
                    .withMessage("no such rule");
            assertThat(queues.urls()).isEmpty();
        }

        @Test
        void goes_with_its_rule() {
            put(target().build());

            events.deleteRule(delete -> delete.name("push").eventBusName("other-bus"));
            assertThat(queues.urls()).hasSize(1);

            events.deleteRule(delete -> delete.name("push").force(true));
            assertThat(queues.urls()).isEmpty();
        }

        @Test
        void goes_with_its_event_bus_which_may_be_named_by_its_arn() {
            events.putTargets(put -> put.rule("push")
                    .eventBusName("arn:aws:events:us-east-1:000000000000:event-bus/mine")
                    .targets(target().build()));
            assertThat(events.listRuleNamesByTarget(
                                    list -> list.targetArn(PIPELINE).eventBusName("mine"))
                            .ruleNames())
                    .containsExactly("push");

            events.deleteEventBus(delete -> delete.name("mine"));
            assertThat(queues.urls()).isEmpty();
        }

        @Test
        void is_started_no_more_once_it_is_removed() {
            put(target().build());
            await().until(() -> threads() == 1);

            events.removeTargets(remove -> remove.rule("push").ids("id"));

            await().atMost(Duration.ofSeconds(60)).until(() -> threads() == 0);
        }
    }

    @Nested
    class What_arrives {
        @Test
        void starts_the_pipeline_in_order_whatever_fails_at_first() throws Exception {
            pipelines.failures.add(SdkClientException.create("not there yet"));
            put(target().build());

            queues.send(variable("one"));
            queues.send(variable("two"));

            assertThat(nextStarted().variables())
                    .extracting(PipelineVariable::value)
                    .containsExactly("one");
            assertThat(nextStarted().variables())
                    .extracting(PipelineVariable::value)
                    .containsExactly("two");
        }

        @Test
        void is_dropped_when_it_can_not_be_started() throws Exception {
            pipelines.failures.add(PipelineNotFoundException.builder()
                    .message("no such pipeline")
                    .statusCode(400)
                    .build());
            pipelines.failures.add(new IllegalStateException("nobody foresaw"));
            put(target().build());

            queues.send(variable("one"));
            queues.send(variable("two"));
            queues.send("no JSON");
            queues.send("[\"no object\"]");
            queues.send("{\"sourceRevisions\": [\"no structure\"]}");
            queues.send(variable("last"));

            assertThat(nextStarted().variables())
                    .extracting(PipelineVariable::value)
                    .containsExactly("last");
            await().atMost(Duration.ofSeconds(60)).until(() -> queues.deletedMessages.size() == 6);
        }

        @Test
        void names_the_rule_of_another_event_bus() throws Exception {
            events.putTargets(put -> put.rule("push").eventBusName("mine").targets(target().build()));
            queues.send("{\"name\": \"another than the target's\"}");

            StartPipelineExecutionRequest started = nextStarted();
            assertThat(started.name()).isEqualTo("delivery");
            assertThat(EventTrigger.of(started).map(EventTrigger::ruleArn))
                    .contains("arn:aws:events:us-east-1:000000000000:rule/mine/push");
        }

        @Test
        void starts_nothing_while_the_rule_is_disabled() {
            localStack.state = RuleState.DISABLED;
            put(target().build());

            queues.send(variable("one"));

            await().atMost(Duration.ofSeconds(60)).until(() -> queues.deletedMessages.size() == 1);
            assertThat(pipelines.started).isEmpty();
        }

        @Test
        void is_refused_when_the_role_may_not_start_the_pipeline() {
            assertThatExceptionOfType(NotAuthorizedException.class)
                    .isThrownBy(() -> invoke(POWERLESS))
                    .withMessageContaining("assumed-role/powerless/push")
                    .withMessageContaining("codepipeline:StartPipelineExecution on resource: " + PIPELINE);
            assertThat(pipelines.started).isEmpty();
        }

        @Test
        void is_refused_when_the_role_can_not_be_assumed_any_more() {
            assertThatExceptionOfType(NotAuthorizedException.class)
                    .isThrownBy(() -> invoke(OF_BUILDS))
                    .withMessageContaining(OF_BUILDS)
                    .withMessageContaining("codepipeline:StartPipelineExecution")
                    .withMessageContaining("events.amazonaws.com");
            assertThat(pipelines.started).isEmpty();
        }

        private void invoke(String role) {
            new Invocation(SCOPE, clients(), new Rules(SCOPE, () -> localStack))
                    .start(
                            new BridgedTarget(
                                    EventRule.of(null, "push"),
                                    target().roleArn(role).build(),
                                    new Startable.Pipeline("delivery"),
                                    "url",
                                    "arn"),
                            "{}");
        }

        private static String variable(String value) {
            return "{\"variables\": [{\"name\": \"COMMIT\", \"value\": \"%s\"}], \"detail-type\": \"any\"}"
                    .formatted(value);
        }
    }

    private void put(Target target) {
        events.putTargets(put -> put.rule("push").targets(target));
    }

    private List<Target> targets() {
        return events.listTargetsByRule(list -> list.rule("push")).targets();
    }

    private void assertInvalid(Target.Builder target, String message) {
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> put(target.build()))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
                });
        assertThat(queues.urls()).isEmpty();
        assertThat(localStack.targets).isEmpty();
    }

    private StartPipelineExecutionRequest nextStarted() throws InterruptedException {
        StartPipelineExecutionRequest next = pipelines.started.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("nothing was started").isNotNull();
        return next;
    }

    private static Target.Builder target() {
        return Target.builder().id("id").arn(PIPELINE).roleArn(STARTS);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("event-bridge-push-id"))
                .count();
    }

    private AwsClients clients() {
        return FakeClients.of(roles, queues, pipelines);
    }
}
