package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.NAME;
import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.StartTimeRange;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** Each operation on executions, stages and approvals by the real SDK client through the gateway. */
class ExecutionWireTest {
    private final WireFixture wire = new WireFixture();
    private final PipelineFixture fixture = wire.pipelines;
    private final CodePipelineClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    @Nested
    class An_execution {
        @Test
        void is_started_once_with_one_token_and_with_its_own_revision_and_variables() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1)))
                    .variables(PipelineVariableDeclaration.builder()
                            .name("Greeting")
                            .defaultValue("hello")
                            .build()));
            fixture.push("v1");
            fixture.push("v2");

            String id = start();

            assertThat(start()).isEqualTo(id);
            fixture.awaitEnd(id);
            PipelineExecution execution = client.getPipelineExecution(
                            get -> get.pipelineName(NAME).pipelineExecutionId(id))
                    .pipelineExecution();
            assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(execution.pipelineVersion()).isEqualTo(1);
            assertThat(execution.executionMode()).isEqualTo(ExecutionMode.SUPERSEDED);
            assertThat(execution.executionType()).isEqualTo(ExecutionType.STANDARD);
            assertThat(execution.trigger().triggerType()).isEqualTo(TriggerType.START_PIPELINE_EXECUTION);
            assertThat(execution.variables().get(0).resolvedValue()).isEqualTo("good day");
            assertThat(execution.artifactRevisions()).singleElement().satisfies(revision -> {
                assertThat(revision.name()).isEqualTo("Sources");
                assertThat(revision.revisionId()).isEqualTo("v1");
                assertThat(revision.revisionSummary()).isEqualTo("Make \"v1\"");
                assertThat(revision.created()).isEqualTo(Instant.ofEpochSecond(1_700_000_060));
            });
        }

        private String start() {
            return client.startPipelineExecution(start -> start.name(NAME)
                            .clientRequestToken("one")
                            .sourceRevisions(SourceRevisionOverride.builder()
                                    .actionName("Commit")
                                    .revisionType(SourceRevisionType.COMMIT_ID)
                                    .revisionValue("v1")
                                    .build())
                            .variables(PipelineVariable.builder()
                                    .name("Greeting")
                                    .value("good day")
                                    .build()))
                    .pipelineExecutionId();
        }

        @Test
        void is_listed_the_latest_first_page_by_page_and_by_where_it_succeeded() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1)), stage("Test", build("test", 1))));
            String v0 = fixture.executions().get(0);
            fixture.aws.codeBuild.fail("test");
            String v1 = fixture.deliver("v1");
            fixture.awaitEnd(v1);
            String v2 = fixture.deliver("v2");
            fixture.awaitEnd(v2);

            assertThat(client.listPipelineExecutionsPaginator(
                                    list -> list.pipelineName(NAME).maxResults(1))
                            .pipelineExecutionSummaries())
                    .extracting(PipelineExecutionSummary::pipelineExecutionId)
                    .containsExactly(v2, v1, v0);
            assertThat(client.listPipelineExecutions(list -> list.pipelineName(NAME)
                                    .filter(filter -> filter.succeededInStage(stage -> stage.stageName("Test"))))
                            .pipelineExecutionSummaries())
                    .singleElement()
                    .satisfies(summary -> {
                        assertThat(summary.pipelineExecutionId()).isEqualTo(v0);
                        assertThat(summary.sourceRevisions().get(0).revisionId())
                                .isEqualTo("v0");
                        assertThat(summary.lastUpdateTime()).isAfterOrEqualTo(summary.startTime());
                    });
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.listPipelineExecutions(
                            list -> list.pipelineName(NAME).maxResults(0)))
                    .withMessageContaining("'maxResults'");
            assertThatExceptionOfType(PipelineExecutionNotFoundException.class)
                    .isThrownBy(() -> client.getPipelineExecution(
                            get -> get.pipelineName(NAME).pipelineExecutionId("none")))
                    .withMessageContaining("Pipeline 'delivery' does not have an execution with ID 'none'");
        }

        @Test
        void shows_its_actions_and_only_the_latest_try_where_that_is_asked_for() {
            fixture.aws.codeBuild.fail("app");
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            String id = fixture.executions().get(0);
            fixture.aws.codeBuild.repair("app");
            client.retryStageExecution(retry -> retry.pipelineName(NAME)
                    .stageName("Build")
                    .pipelineExecutionId(id)
                    .retryMode(StageRetryMode.FAILED_ACTIONS));
            fixture.awaitStatus(id, PipelineExecutionStatus.SUCCEEDED);
            String other = fixture.start();
            fixture.awaitEnd(other);

            assertThat(actions(list -> {})).hasSize(5);
            assertThat(actions(list -> list.filter(filter -> filter.pipelineExecutionId(id))))
                    .extracting(ActionExecutionDetail::actionName, ActionExecutionDetail::status)
                    .containsExactly(
                            tuple("app", ActionExecutionStatus.SUCCEEDED),
                            tuple("app", ActionExecutionStatus.FAILED),
                            tuple("Commit", ActionExecutionStatus.SUCCEEDED));
            assertThat(latest(id, StartTimeRange.ALL)).hasSize(3);
            assertThat(latest(id, StartTimeRange.LATEST))
                    .extracting(ActionExecutionDetail::status)
                    .containsExactly(ActionExecutionStatus.SUCCEEDED, ActionExecutionStatus.SUCCEEDED);
            assertThat(client
                            .listActionExecutionsPaginator(
                                    list -> list.pipelineName(NAME).maxResults(2))
                            .stream())
                    .extracting(ListActionExecutionsResponse::actionExecutionDetails)
                    .hasSize(3);
        }

        @Test
        void shows_what_each_action_was_given_and_what_it_made() {
            fixture.aws.codeBuild.export("app", Map.of("IMAGE", "app@sha256:1"));
            fixture.create(pipeline(
                    source(),
                    stage(
                            "Build",
                            build("app", 1).toBuilder()
                                    .outputArtifacts(Pipelines.outputs("Deployment"))
                                    .build())));

            assertThat(actions(list -> {})).first().satisfies(detail -> {
                assertThat(detail.stageName()).isEqualTo("Build");
                assertThat(detail.pipelineVersion()).isEqualTo(1);
                assertThat(detail.input().actionTypeId().provider()).isEqualTo("CodeBuild");
                assertThat(detail.input().namespace()).isEqualTo("app");
                assertThat(detail.input().region()).isEqualTo("eu-west-1");
                assertThat(detail.input().resolvedConfiguration()).containsEntry("ProjectName", "app");
                assertThat(detail.input().inputArtifacts().get(0).s3location().key())
                        .matches("delivery/Sources/[A-Za-z0-9]{7}");
                assertThat(detail.output().outputArtifacts().get(0).s3location().key())
                        .matches("delivery/Deployment/[A-Za-z0-9]{7}");
                assertThat(detail.output().outputVariables()).containsEntry("IMAGE", "app@sha256:1");
                assertThat(detail.output().executionResult().externalExecutionId())
                        .isEqualTo("app:1");
            });
        }

        private List<ActionExecutionDetail> latest(String id, StartTimeRange range) {
            return actions(list -> list.filter(filter -> filter.latestInPipelineExecution(
                    latest -> latest.pipelineExecutionId(id).startTimeRange(range))));
        }

        private List<ActionExecutionDetail> actions(Consumer<ListActionExecutionsRequest.Builder> more) {
            return client.listActionExecutions(list -> list.pipelineName(NAME).applyMutation(more))
                    .actionExecutionDetails();
        }

        @Test
        void is_stopped_when_its_action_is_through_or_at_once() {
            fixture.aws.codeBuild.hold("app");
            String id = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));
            fixture.awaitAction("Build", "app", ActionExecutionStatus.IN_PROGRESS);

            assertThat(stop(id, false)).isEqualTo(id);
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPING);
            assertThatExceptionOfType(DuplicatedStopRequestException.class)
                    .isThrownBy(() -> stop(id, false))
                    .withMessageContaining("already in a 'Stopping' state");

            stop(id, true);
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThatExceptionOfType(PipelineExecutionNotStoppableException.class)
                    .isThrownBy(() -> stop(id, true))
                    .withMessageContaining("Unable to stop the pipeline execution.");
            assertThat(client.listPipelineExecutions(list -> list.pipelineName(NAME))
                            .pipelineExecutionSummaries()
                            .get(0)
                            .stopTrigger()
                            .reason())
                    .isEqualTo("enough");
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.stopPipelineExecution(stop ->
                            stop.pipelineName(NAME).pipelineExecutionId(id).reason("x".repeat(201))));
        }

        private String stop(String id, boolean abandon) {
            return client.stopPipelineExecution(stop -> stop.pipelineName(NAME)
                            .pipelineExecutionId(id)
                            .abandon(abandon)
                            .reason("enough"))
                    .pipelineExecutionId();
        }
    }

    @Nested
    class A_stage {
        @Test
        void is_retried_in_both_modes_by_its_latest_execution_only() {
            fixture.aws.codeBuild.fail("test");
            fixture.create(pipeline(source(), stage("Build", build("app", 1), build("test", 2))));
            String v0 = fixture.executions().get(0);
            fixture.awaitEnd(retry(v0, StageRetryMode.FAILED_ACTIONS));
            assertThat(fixture.aws.codeBuild.requests("app")).hasSize(1);
            fixture.awaitEnd(retry(v0, StageRetryMode.ALL_ACTIONS));
            assertThat(fixture.aws.codeBuild.requests("app")).hasSize(2);
            String v1 = fixture.start();
            fixture.awaitEnd(v1);

            assertThatExceptionOfType(NotLatestPipelineExecutionException.class)
                    .isThrownBy(() -> retry(v0, StageRetryMode.ALL_ACTIONS))
                    .withMessageContaining(v1);
            fixture.aws.codeBuild.repair("test");
            fixture.awaitStatus(retry(v1, StageRetryMode.FAILED_ACTIONS), PipelineExecutionStatus.SUCCEEDED);
            assertThatExceptionOfType(StageNotRetryableException.class)
                    .isThrownBy(() -> retry(v1, StageRetryMode.FAILED_ACTIONS))
                    .withMessageContaining("the stage contains no failed actions");
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.retryStageExecution(retry -> retry.pipelineName(NAME)
                            .stageName("Build")
                            .pipelineExecutionId(v1)
                            .retryMode("SOME_ACTIONS")));
        }

        private String retry(String id, StageRetryMode mode) {
            return client.retryStageExecution(retry -> retry.pipelineName(NAME)
                            .stageName("Build")
                            .pipelineExecutionId(id)
                            .retryMode(mode))
                    .pipelineExecutionId();
        }

        @Test
        void is_rolled_back_to_what_succeeded_in_it() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            String v0 = fixture.executions().get(0);
            fixture.awaitEnd(fixture.deliver("v1"));

            String rollback = rollBack("Build", v0);

            assertThat(fixture.awaitEnd(rollback)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            PipelineExecution execution = client.getPipelineExecution(
                            get -> get.pipelineName(NAME).pipelineExecutionId(rollback))
                    .pipelineExecution();
            assertThat(execution.executionType()).isEqualTo(ExecutionType.ROLLBACK);
            assertThat(execution.rollbackMetadata().rollbackTargetPipelineExecutionId())
                    .isEqualTo(v0);
            assertThat(execution.artifactRevisions().get(0).revisionId()).isEqualTo("v0");
            assertThatExceptionOfType(UnableToRollbackStageException.class)
                    .isThrownBy(() -> rollBack("Source", v0))
                    .withMessageContaining("Unable to roll back the stage.");
            assertThatExceptionOfType(StageNotFoundException.class)
                    .isThrownBy(() -> rollBack("None", v0))
                    .withMessageContaining("Pipeline 'delivery' does not have a stage with name 'None'");
        }

        private String rollBack(String stage, String target) {
            return client.rollbackStage(
                            back -> back.pipelineName(NAME).stageName(stage).targetPipelineExecutionId(target))
                    .pipelineExecutionId();
        }

        @Test
        void is_closed_and_opened_again() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            client.disableStageTransition(disable -> disable.pipelineName(NAME)
                    .stageName("Build")
                    .transitionType(StageTransitionType.INBOUND)
                    .reason("closed for tonight"));
            String v1 = fixture.start();
            fixture.awaitInbound("Build", v1);

            StageState closed = state().stageStates().get(1);
            assertThat(closed.inboundTransitionState().enabled()).isFalse();
            assertThat(closed.inboundTransitionState().disabledReason()).isEqualTo("closed for tonight");
            assertThat(closed.inboundTransitionState().lastChangedBy()).isEqualTo("arn:aws:iam::000000000000:root");
            assertThat(closed.inboundTransitionState().lastChangedAt()).isNotNull();
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.disableStageTransition(disable -> disable.pipelineName(NAME)
                            .stageName("Build")
                            .transitionType(StageTransitionType.INBOUND)
                            .reason("ärgerlich")))
                    .withMessageContaining("'reason' failed to satisfy constraint");

            client.enableStageTransition(
                    enable -> enable.pipelineName(NAME).stageName("Build").transitionType(StageTransitionType.INBOUND));
            assertThat(fixture.awaitEnd(v1)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        }

        @Test
        void shows_who_is_in_it_who_waits_and_what_its_actions_do() {
            String v0 = fixture.createRunning(
                    pipeline(source(), stage("Release", build("app", 1), approval("Approval", 2))));
            fixture.awaitApproval("Release", "Approval", v0);
            String v1 = fixture.start();
            fixture.awaitInbound("Release", v1);

            GetPipelineStateResponse state = state();

            assertThat(state.pipelineName()).isEqualTo(NAME);
            assertThat(state.pipelineVersion()).isEqualTo(1);
            assertThat(state.created()).isNotNull();
            StageState source = state.stageStates().get(0);
            assertThat(source.inboundTransitionState()).isNull();
            assertThat(source.latestExecution().pipelineExecutionId()).isEqualTo(v1);
            assertThat(source.actionStates().get(0).currentRevision().revisionId())
                    .isEqualTo("v0");
            assertThat(source.actionStates().get(0).entityUrl()).contains("repository/app/browse/main");
            StageState release = state.stageStates().get(1);
            assertThat(release.inboundExecution().pipelineExecutionId()).isEqualTo(v1);
            assertThat(release.inboundExecutions()).hasSize(1);
            assertThat(release.latestExecution().pipelineExecutionId()).isEqualTo(v0);
            assertThat(release.latestExecution().status()).isEqualTo(StageExecutionStatus.IN_PROGRESS);
            ActionState app = release.actionStates().get(0);
            assertThat(app.latestExecution().status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
            assertThat(app.latestExecution().externalExecutionUrl()).contains("codebuild");
            assertThat(app.latestExecution().summary()).isEqualTo("Build app:1 succeeded");
            assertThat(release.actionStates().get(1).latestExecution().token())
                    .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        }

        private GetPipelineStateResponse state() {
            return client.getPipelineState(get -> get.name(NAME));
        }
    }

    @Nested
    class An_approval {
        private String id;
        private String token;

        @BeforeEach
        void ask() {
            id = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1))));
            token = fixture.awaitApproval("Release", "Approval", id);
        }

        @Test
        void is_given_once() {
            Instant approved = put("Approval", token, ApprovalStatus.APPROVED);

            assertThat(approved).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
            fixture.awaitStatus(id, PipelineExecutionStatus.SUCCEEDED);
            assertThat(fixture.action("Release", "Approval").latestExecution()).satisfies(latest -> {
                assertThat(latest.summary()).isEqualTo("because");
                assertThat(latest.lastUpdatedBy()).isEqualTo("arn:aws:iam::000000000000:root");
                assertThat(latest.token()).isNull();
            });
            assertThatExceptionOfType(ApprovalAlreadyCompletedException.class)
                    .isThrownBy(() -> put("Approval", token, ApprovalStatus.REJECTED))
                    .withMessageContaining("has already been approved or rejected");
        }

        @Test
        void that_is_rejected_fails_action_stage_and_execution() {
            put("Approval", token, ApprovalStatus.REJECTED);

            fixture.awaitStatus(id, PipelineExecutionStatus.FAILED);
            assertThat(fixture.action("Release", "Approval").latestExecution().status())
                    .isEqualTo(ActionExecutionStatus.FAILED);
            assertThat(fixture.stage("Release").latestExecution().status()).isEqualTo(StageExecutionStatus.FAILED);
        }

        @Test
        void that_comes_too_late_is_refused() {
            fixture.timers.goOff();

            fixture.awaitStatus(id, PipelineExecutionStatus.FAILED);
            assertThatExceptionOfType(InvalidApprovalTokenException.class)
                    .isThrownBy(() -> put("Approval", token, ApprovalStatus.APPROVED))
                    .withMessageContaining("The approval request already received a response or has expired.");
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.FAILED);
        }

        @Test
        void with_the_token_of_an_earlier_request_is_refused() {
            put("Approval", token, ApprovalStatus.REJECTED);
            fixture.awaitStatus(id, PipelineExecutionStatus.FAILED);
            String next = fixture.start();
            String newToken = fixture.awaitApproval("Release", "Approval", next);

            assertThatExceptionOfType(InvalidApprovalTokenException.class)
                    .isThrownBy(() -> put("Approval", token, ApprovalStatus.APPROVED));
            assertThat(fixture.status(next)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            put("Approval", newToken, ApprovalStatus.APPROVED);
            fixture.awaitStatus(next, PipelineExecutionStatus.SUCCEEDED);
        }

        @Test
        void of_no_such_token_or_action_is_refused() {
            assertThatExceptionOfType(InvalidApprovalTokenException.class)
                    .isThrownBy(() -> put("Approval", "1a2b3c4d-573f-4ea7-a67f-444444444444", ApprovalStatus.APPROVED));
            assertThatExceptionOfType(ActionNotFoundException.class)
                    .isThrownBy(() -> put("Other", token, ApprovalStatus.APPROVED))
                    .withMessageContaining("Stage 'Release' does not have an action with name 'Other'");
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> client.putApprovalResult(put -> put.pipelineName(NAME)
                            .stageName("Release")
                            .actionName("Approval")
                            .token(token)
                            .result(result -> result.status("Perhaps").summary("?"))))
                    .withMessageContaining("Perhaps");
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
        }

        private Instant put(String action, String with, ApprovalStatus status) {
            return client.putApprovalResult(put -> put.pipelineName(NAME)
                            .stageName("Release")
                            .actionName(action)
                            .token(with)
                            .result(result -> result.status(status).summary("because")))
                    .approvedAt();
        }
    }
}
