package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** What the event bus is told, in AWS's words. */
class StateEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PipelineFixture fixture = new PipelineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void an_execution_tells_of_itself_its_stages_and_its_actions_in_their_order() {
        String id = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));

        awaitEvents(
                id,
                "Pipeline STARTED",
                "Stage Source STARTED",
                "Action Source Commit STARTED",
                "Action Source Commit SUCCEEDED",
                "Stage Source SUCCEEDED",
                "Stage Build STARTED",
                "Action Build app STARTED",
                "Action Build app SUCCEEDED",
                "Stage Build SUCCEEDED",
                "Pipeline SUCCEEDED");
    }

    @Test
    void each_event_has_the_details_of_aws() {
        String id = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));
        awaitLast(id, "Pipeline SUCCEEDED");

        assertThat(fixture.aws.events.entries()).allSatisfy(event -> {
            assertThat(event.source()).isEqualTo("aws.codepipeline");
            assertThat(event.detailType()).matches("CodePipeline (Pipeline|Stage|Action) Execution State Change");
            assertThat(event.resources()).containsExactly("arn:aws:codepipeline:eu-west-1:000000000000:delivery");
            assertThat(event.time()).isNotNull();
            JsonNode detail = detail(event);
            assertThat(detail.path("pipeline").asText()).isEqualTo("delivery");
            assertThat(detail.path("execution-id").asText()).isEqualTo(id);
            assertThat(detail.path("start-time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
            assertThat(detail.path("version").toString()).isEqualTo("1.0");
            assertThat(detail.path("pipeline-execution-attempt").toString()).isEqualTo("1.0");
            assertThat(detail.path("execution-trigger").path("trigger-type").asText())
                    .isEqualTo("CreatePipeline");
        });
        JsonNode started = detail("Action Build app STARTED");
        assertThat(started.path("type").toString())
                .contains(
                        "\"owner\":\"AWS\"",
                        "\"category\":\"Build\"",
                        "\"provider\":\"CodeBuild\"",
                        "\"version\":\"1\"");
        assertThat(started.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(started.path("input-artifacts").get(0).path("name").asText()).isEqualTo("Sources");
        assertThat(started.path("input-artifacts")
                        .get(0)
                        .path("s3location")
                        .path("bucket")
                        .asText())
                .isEqualTo("artifacts");
        assertThat(started.has("execution-result")).isFalse();
        JsonNode result = detail("Action Build app SUCCEEDED").path("execution-result");
        assertThat(result.path("external-execution-id").asText()).isEqualTo("app:1");
        assertThat(result.path("external-execution-url").asText()).contains("codebuild");
        assertThat(result.path("external-execution-summary").asText()).isEqualTo("Build app:1 succeeded");
        assertThat(detail("Action Source Commit SUCCEEDED")
                        .path("output-artifacts")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("Sources");
    }

    @Test
    void a_failure_and_a_retry_are_told() {
        fixture.aws.codeBuild.fail("app");
        fixture.create(pipeline(source(), stage("Build", build("app", 1))));
        String id = fixture.executions().get(0);
        fixture.aws.codeBuild.repair("app");

        fixture.codePipeline.retryStageExecution(retry -> retry.pipelineName(Pipelines.NAME)
                .stageName("Build")
                .pipelineExecutionId(id)
                .retryMode(StageRetryMode.FAILED_ACTIONS));

        awaitLast(id, "Pipeline SUCCEEDED");
        assertThat(events(id))
                .containsSubsequence(
                        "Action Build app FAILED",
                        "Stage Build FAILED",
                        "Pipeline FAILED",
                        "Pipeline RESUMED",
                        "Stage Build RESUMED",
                        "Action Build app STARTED",
                        "Action Build app SUCCEEDED",
                        "Stage Build SUCCEEDED",
                        "Pipeline SUCCEEDED");
        JsonNode result = detail("Action Build app FAILED").path("execution-result");
        assertThat(result.path("error-code").asText()).isEqualTo("JobFailed");
        assertThat(result.path("error-message").asText()).contains("Build terminated with state: FAILED");
        assertThat(detail("Pipeline RESUMED").path("pipeline-execution-attempt").asDouble())
                .isEqualTo(2);
    }

    @Test
    void a_rejection_is_a_failure_of_the_action() {
        String id = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1))));
        fixture.reject("Release", "Approval", fixture.awaitApproval("Release", "Approval", id));

        awaitLast(id, "Pipeline FAILED");
        assertThat(events(id))
                .containsSubsequence(
                        "Action Release Approval STARTED",
                        "Action Release Approval FAILED",
                        "Stage Release FAILED",
                        "Pipeline FAILED");
        assertThat(detail("Action Release Approval FAILED")
                        .path("execution-result")
                        .path("external-execution-summary")
                        .asText())
                .isEqualTo("because");
    }

    @Test
    void who_is_superseded_who_is_stopped_and_who_is_cancelled_is_told() {
        var definition = pipeline(source(), stage("Release", approval("Approval", 1)));
        String v0 = fixture.createRunning(definition);
        fixture.awaitApproval("Release", "Approval", v0);
        String v1 = fixture.start();
        fixture.awaitInbound("Release", v1);
        String v2 = fixture.start();
        fixture.awaitInbound("Release", v2);
        awaitLast(v1, "Pipeline SUPERSEDED");

        fixture.codePipeline.stopPipelineExecution(stop ->
                stop.pipelineName(Pipelines.NAME).pipelineExecutionId(v0).abandon(true));

        awaitLast(v0, "Pipeline STOPPED");
        assertThat(events(v0))
                .containsSubsequence(
                        "Pipeline STOPPING",
                        "Stage Release STOPPING",
                        "Action Release Approval ABANDONED",
                        "Stage Release STOPPED",
                        "Pipeline STOPPED");

        String token = fixture.awaitApproval("Release", "Approval", v2);
        fixture.codePipeline.updatePipeline(update -> update.pipeline(definition.build()));
        assertThat(fixture.status(v2)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
        fixture.approve("Release", "Approval", token);

        awaitLast(v2, "Pipeline CANCELED");
        assertThat(events(v2))
                .containsSubsequence(
                        "Action Release Approval SUCCEEDED", "Stage Release CANCELED", "Pipeline CANCELED");
        assertThat(fixture.action("Release", "Approval").latestExecution().status())
                .isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    private void awaitEvents(String execution, String... events) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events(execution)).containsExactly(events));
    }

    private void awaitLast(String execution, String event) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events(execution)).endsWith(event));
    }

    private List<String> events(String execution) {
        return fixture.aws.events.entries().stream()
                .filter(event -> detail(event).path("execution-id").asText().equals(execution))
                .map(StateEventsTest::inShort)
                .toList();
    }

    /** The latest of that kind. */
    private JsonNode detail(String inShort) {
        return fixture.aws.events.entries().stream()
                .filter(event -> inShort(event).equals(inShort))
                .reduce((earlier, later) -> later)
                .map(StateEventsTest::detail)
                .orElseThrow();
    }

    private static String inShort(PutEventsRequestEntry event) {
        JsonNode detail = detail(event);
        return String.join(
                " ",
                Stream.of(
                                event.detailType().split(" ")[1],
                                detail.path("stage").asText(),
                                detail.path("action").asText(),
                                detail.path("state").asText())
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    private static JsonNode detail(PutEventsRequestEntry event) {
        try {
            return JSON.readTree(event.detail());
        } catch (JsonProcessingException e) {
            throw new AssertionError(event.detail(), e);
        }
    }
}
