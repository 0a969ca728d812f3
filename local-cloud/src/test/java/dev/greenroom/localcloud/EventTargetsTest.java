package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.events.EventBridge;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.gateway.EmulatedService;
import dev.greenroom.localcloud.gateway.Gateway;
import dev.greenroom.localcloud.protocol.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Rules of the real LocalStack start pipelines and builds. */
class EventTargetsTest {
    private static final String PIPELINE = "arn:aws:codepipeline:us-east-1:000000000000:delivery";
    private static final String PROJECT = "arn:aws:codebuild:us-east-1:000000000000:project/reject";
    private static final String ROLE = "arn:aws:iam::000000000000:role/events";
    private static final String TRUST = """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sts:AssumeRole"}]}\
        """;
    private static final String POLICY = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "codepipeline:StartPipelineExecution", "Resource": "%s"},
          {"Effect": "Allow", "Action": "codebuild:StartBuild", "Resource": "%s"}
        ]}\
        """.formatted(PIPELINE, PROJECT);
    private static final String PATTERN = """
        {"source": ["aws.codecommit"], "detail": {"event": ["referenceCreated"], "referenceName": ["%s"]}}\
        """;

    private static LocalCloud cloud;

    private final BlockingQueue<StartPipelineExecutionRequest> executions = new LinkedBlockingQueue<>();
    private final BlockingQueue<StartBuildRequest> builds = new LinkedBlockingQueue<>();
    private final EventBridge overlay = new EventBridge(scope(), clients(), () -> client(EventBridgeClient.builder()));
    private Gateway gateway;
    private EventBridgeClient events;

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start();
        IamClient iam = client(IamClient.builder());
        iam.createRole(create -> create.roleName("events").assumeRolePolicyDocument(TRUST));
        iam.putRolePolicy(put -> put.roleName("events").policyName("start").policyDocument(POLICY));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void open() throws Exception {
        var service = EmulatedService.overlay("events", EventBridgeClient.class, Wire.json("AWSEvents"), of -> overlay);
        gateway = Gateway.start(0, List.of(service), Map.of(), cloud::endpoint);
        events = client(EventBridgeClient.builder(), gateway.endpoint());
    }

    @AfterEach
    void close() {
        for (String rule :
                events.listRules(all -> {}).rules().stream().map(Rule::name).toList()) {
            List<String> targets = events.listTargetsByRule(list -> list.rule(rule)).targets().stream()
                    .map(Target::id)
                    .toList();
            if (!targets.isEmpty()) {
                events.removeTargets(remove -> remove.rule(rule).ids(targets));
            }
            events.deleteRule(delete -> delete.name(rule));
        }
        overlay.close();
        gateway.close();
    }

    @Test
    void start_a_pipeline_with_what_the_rule_makes_of_the_event() throws Exception {
        String rule = rule("push");
        put(rule, pipeline().inputTransformer(input -> input.inputPathsMap(Map.of("commit", "$.detail.commitId"))
                .inputTemplate("""
                    {"sourceRevisions":
                    [{"actionName": "Source", "revisionType": "COMMIT_ID", "revisionValue": "<commit>"}]}\
                    """)));

        send("other", "c0ffee");
        send("push", "beef");

        StartPipelineExecutionRequest started = next(executions);
        assertThat(started.name()).isEqualTo("delivery");
        assertThat(started.sourceRevisions())
                .extracting(
                        SourceRevisionOverride::actionName,
                        SourceRevisionOverride::revisionType,
                        SourceRevisionOverride::revisionValue)
                .containsExactly(tuple("Source", SourceRevisionType.COMMIT_ID, "beef"));
        assertThat(EventTrigger.of(started).map(EventTrigger::ruleArn))
                .contains("arn:aws:events:us-east-1:000000000000:rule/push");
    }

    @Test
    void start_a_build_with_what_the_rule_makes_of_the_event() throws Exception {
        String rule = rule("ready");
        put(rule, project().inputTransformer(input -> input.inputPathsMap(Map.of("commit", "$.detail.commitId"))
                .inputTemplate("""
                    {"environmentVariablesOverride":
                    [{"name": "EXECUTION_ID", "value": "<commit>", "type": "PLAINTEXT"}]}\
                    """)));

        send("ready", "beef");

        StartBuildRequest started = next(builds);
        assertThat(started.projectName()).isEqualTo("reject");
        assertThat(started.environmentVariablesOverride())
                .extracting(EnvironmentVariable::name, EnvironmentVariable::value)
                .containsExactly(tuple("EXECUTION_ID", "beef"));
        assertThat(EventTrigger.of(started).map(EventTrigger::ruleArn))
                .contains("arn:aws:events:us-east-1:000000000000:rule/ready");
    }

    @Test
    void take_constant_input_a_part_of_the_event_or_all_of_it() throws Exception {
        String rule = rule("inputs");
        put(rule, pipeline().id("constant").input("{\"variables\": [{\"name\": \"V\", \"value\": \"constant\"}]}"));
        put(rule, project().id("empty").input("{}"));

        send("inputs", "beef");
        assertThat(next(executions).variables())
                .extracting(PipelineVariable::value)
                .containsExactly("constant");
        assertThat(next(builds).environmentVariablesOverride()).isEmpty();

        put(rule, pipeline().id("constant").inputPath("$.detail"));
        put(rule, project().id("empty"));
        send("inputs", "beef");
        assertThat(next(executions).variables()).isEmpty();
        assertThat(next(builds).sourceVersion()).isNull();
    }

    @Test
    void are_listed_as_they_were_put_and_leave_no_queue() {
        Target target = pipeline().build();
        String rule = rule("listed");
        put(rule, target.toBuilder());

        assertThat(events.listTargetsByRule(list -> list.rule(rule)).targets()).containsExactly(target);
        assertThat(events.listRuleNamesByTarget(list -> list.targetArn(PIPELINE))
                        .ruleNames())
                .contains(rule);
        assertThat(queues()).hasSize(1);

        assertThat(events.removeTargets(remove -> remove.rule(rule).ids(target.id(), "other"))
                        .failedEntries())
                .extracting(RemoveTargetsResultEntry::targetId)
                .containsExactly("other");
        assertThat(events.listTargetsByRule(list -> list.rule(rule)).targets()).isEmpty();
        assertThat(queues()).isEmpty();
    }

    @Test
    void stay_with_a_scheduled_rule_that_is_put_enabled_and_disabled() {
        Tag tag = Tag.builder().key("Project").value("greenroom").build();
        String arn = events.putRule(put -> put.name("nightly")
                        .scheduleExpression("cron(0 3 * * ? *)")
                        .tags(tag))
                .ruleArn();
        Target target = project().build();
        put("nightly", target.toBuilder());
        put("nightly", target.toBuilder());

        events.putRule(put -> put.name("nightly")
                .scheduleExpression("rate(12 hours)")
                .description("twice a day")
                .state(RuleState.DISABLED));
        assertThat(rule()).satisfies(rule -> {
            assertThat(rule.scheduleExpression()).isEqualTo("rate(12 hours)");
            assertThat(rule.description()).isEqualTo("twice a day");
            assertThat(rule.state()).isEqualTo(RuleState.DISABLED);
        });
        events.enableRule(enable -> enable.name("nightly"));
        assertThat(rule()).satisfies(rule -> {
            assertThat(rule.description()).isEqualTo("twice a day");
            assertThat(rule.state()).isEqualTo(RuleState.ENABLED);
        });

        assertThat(events.listTargetsByRule(list -> list.rule("nightly")).targets())
                .containsExactly(target);
        assertThat(events.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .containsExactly(tag);
        assertThat(queues()).hasSize(1);
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> events.putRule(put -> put.name("nightly").scheduleExpression("rate(90 minutes)")))
                .withMessageContaining("Tried to schedule rule nightly by rate(90 minutes) but");
    }

    @Test
    void come_and_go_with_a_stack() {
        String template = """
            Resources:
              Push:
                Type: AWS::Events::Rule
                Properties:
                  EventPattern: {source: [aws.codecommit]}
                  Targets:
                    - {Id: pipeline, Arn: "%s", RoleArn: "%s"}
            Outputs:
              Rule: {Value: !Ref Push}
            """.formatted(PIPELINE, ROLE);
        CloudFormationClient cloudFormation = client(CloudFormationClient.builder());
        EventBridgeClient ofCloud = client(EventBridgeClient.builder());

        cloudFormation.createStack(create -> create.stackName("source").templateBody(template));
        String rule = cloudFormation
                .waiter()
                .waitUntilStackCreateComplete(
                        of -> of.stackName("source"),
                        wait -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(100))))
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .get(0)
                .outputs()
                .get(0)
                .outputValue();
        assertThat(ofCloud.listTargetsByRule(list -> list.rule(rule)).targets())
                .extracting(Target::arn, Target::roleArn)
                .containsExactly(tuple(PIPELINE, ROLE));

        cloudFormation.deleteStack(delete -> delete.stackName("source"));
        await().atMost(Duration.ofSeconds(60)).until(() -> queues().isEmpty());
    }

    private DescribeRuleResponse rule() {
        return events.describeRule(describe -> describe.name("nightly"));
    }

    private String rule(String branch) {
        events.putRule(put -> put.name(branch).eventPattern(PATTERN.formatted(branch)));
        return branch;
    }

    private void put(String rule, Target.Builder target) {
        assertThat(events.putTargets(put -> put.rule(rule).targets(target.build()))
                        .failedEntryCount())
                .isZero();
    }

    private void send(String branch, String commit) {
        events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                .source("aws.codecommit")
                .detailType("CodeCommit Repository State Change")
                .detail("{\"event\": \"referenceCreated\", \"referenceName\": \"%s\", \"commitId\": \"%s\"}"
                        .formatted(branch, commit))
                .build()));
    }

    private static Target.Builder pipeline() {
        return Target.builder().id("pipeline").arn(PIPELINE).roleArn(ROLE);
    }

    private static Target.Builder project() {
        return Target.builder().id("project").arn(PROJECT).roleArn(ROLE);
    }

    private static List<String> queues() {
        return client(SqsClient.builder())
                .listQueues(list -> list.queueNamePrefix("greenroom-events-"))
                .queueUrls();
    }

    private static <T> T next(BlockingQueue<T> started) throws InterruptedException {
        T next = started.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("nothing was started").isNotNull();
        return next;
    }

    private static AwsScope scope() {
        return new AwsScope("000000000000", "us-east-1");
    }

    private AwsClients clients() {
        return FakeClients.of(
                client(IamClient.builder()),
                client(SqsClient.builder()),
                new RecordingPipelines(),
                new RecordingBuilds());
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, cloud.endpoint());
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private final class RecordingPipelines implements CodePipelineClient {
        @Override
        public StartPipelineExecutionResponse startPipelineExecution(StartPipelineExecutionRequest request) {
            executions.add(request);
            return StartPipelineExecutionResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class RecordingBuilds implements CodeBuildClient {
        @Override
        public StartBuildResponse startBuild(StartBuildRequest request) {
            builds.add(request);
            return StartBuildResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
