package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.NAME;
import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/** How executions are stopped, tried again and taken back. */
class RecoveryTest {
    private final PipelineFixture fixture = new PipelineFixture();
    private final CodePipeline codePipeline = fixture.codePipeline;
    private final FakeCodeBuild builds = fixture.aws.codeBuild;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class Stopping {
        @Test
        void waits_for_the_action_that_runs_and_starts_no_other() {
            builds.hold("app");
            String id = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1), build("test", 2))));
            fixture.awaitAction("Build", "app", ActionExecutionStatus.IN_PROGRESS);
            stop(id, false);
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPING);
            assertThat(fixture.stage("Build").latestExecution().status()).isEqualTo(StageExecutionStatus.STOPPING);
            builds.release("app");

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(fixture.action("Build", "app").latestExecution().status())
                    .isEqualTo(ActionExecutionStatus.SUCCEEDED);
            assertThat(builds.requests("test")).isEmpty();
            assertThat(fixture.summary(id).stopTrigger().reason()).isEqualTo("enough");
        }

        @Test
        void with_abandoning_ends_at_once_and_stops_the_build() {
            builds.hold("app");
            String id = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));
            await().until(() -> !builds.requests("app").isEmpty());
            await().until(() -> fixture.action("Build", "app").latestExecution().externalExecutionId() != null);
            stop(id, true);

            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(fixture.action("Build", "app").latestExecution().status())
                    .isEqualTo(ActionExecutionStatus.ABANDONED);
            await().until(() -> builds.statuses("app").equals(List.of(StatusType.STOPPED)));
        }

        @Test
        void twice_in_the_same_way_is_refused_but_abandoning_may_follow_waiting() {
            String id = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1))));
            fixture.awaitApproval("Release", "Approval", id);
            stop(id, false);
            assertThatExceptionOfType(DuplicatedStopRequestException.class).isThrownBy(() -> stop(id, false));
            stop(id, true);
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThatExceptionOfType(PipelineExecutionNotStoppableException.class)
                    .isThrownBy(() -> stop(id, true));
        }

        @Test
        void waits_for_the_answer_to_an_open_approval_and_goes_no_further() {
            String id = fixture.createRunning(
                    pipeline(source(), stage("Release", approval("Approval", 1), build("toggle", 2))));
            String token = fixture.awaitApproval("Release", "Approval", id);
            stop(id, false);
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPING);

            fixture.approve("Release", "Approval", token);

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(builds.requests("toggle")).isEmpty();
        }

        @Test
        void of_an_abandoned_approval_makes_its_token_worthless() {
            String id = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1))));
            String token = fixture.awaitApproval("Release", "Approval", id);

            stop(id, true);

            assertThatExceptionOfType(InvalidApprovalTokenException.class)
                    .isThrownBy(() -> fixture.approve("Release", "Approval", token));
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.STOPPED);
        }

        @Test
        void one_that_waits_ends_at_once() {
            String v1 = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1))));
            fixture.awaitApproval("Release", "Approval", v1);
            String v2 = fixture.start();
            fixture.awaitInbound("Release", v2);
            stop(v2, false);
            assertThat(fixture.status(v2)).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(fixture.stage("Release").inboundExecution()).isNull();
        }

        private void stop(String id, boolean abandon) {
            codePipeline.stopPipelineExecution(request -> request.pipelineName(NAME)
                    .pipelineExecutionId(id)
                    .abandon(abandon)
                    .reason("enough"));
        }
    }

    @Nested
    class Retrying {
        @Test
        void failed_actions_keeps_what_has_succeeded() {
            builds.fail("test");
            String id = failing();
            builds.repair("test");
            retry(id, StageRetryMode.FAILED_ACTIONS);

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(builds.requests("app")).hasSize(1);
            assertThat(builds.requests("test")).hasSize(2);
            assertThat(fixture.stage("Build").retryStageMetadata().manualStageRetryAttempt())
                    .isEqualTo(1);
        }

        @Test
        void all_actions_repeats_what_has_succeeded() {
            builds.fail("test");
            String id = failing();
            builds.repair("test");
            retry(id, StageRetryMode.ALL_ACTIONS);

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(builds.requests("app")).hasSize(2);
        }

        @Test
        void is_only_for_the_latest_in_the_stage() {
            builds.fail("test");
            String v1 = failing();
            String v2 = fixture.start();
            fixture.awaitEnd(v2);
            assertThatExceptionOfType(NotLatestPipelineExecutionException.class)
                    .isThrownBy(() -> retry(v1, StageRetryMode.FAILED_ACTIONS))
                    .withMessageContaining(v2);
        }

        @Test
        void what_has_not_failed_or_is_not_there_is_refused() {
            String id = failing();
            assertThatExceptionOfType(StageNotRetryableException.class)
                    .isThrownBy(() -> retry(id, StageRetryMode.FAILED_ACTIONS));
            assertThatExceptionOfType(PipelineExecutionNotFoundException.class)
                    .isThrownBy(() -> retry("none", StageRetryMode.FAILED_ACTIONS));
        }

        @Test
        void failed_actions_happens_beside_those_that_still_run_but_not_of_all_actions() {
            builds.hold("slow");
            builds.fail("test");
            String id = fixture.createRunning(
                    pipeline(source(), stage("Build", build("slow", 1), build("test", 1), build("later", 2))));
            fixture.awaitAction("Build", "test", ActionExecutionStatus.FAILED);
            fixture.awaitAction("Build", "slow", ActionExecutionStatus.IN_PROGRESS);
            assertThatExceptionOfType(StageNotRetryableException.class)
                    .isThrownBy(() -> retry(id, StageRetryMode.ALL_ACTIONS));

            builds.repair("test");
            retry(id, StageRetryMode.FAILED_ACTIONS);

            fixture.awaitAction("Build", "test", ActionExecutionStatus.SUCCEEDED);
            assertThat(builds.requests("later")).isEmpty();
            builds.release("slow");
            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(builds.requests("slow")).hasSize(1);
            assertThat(builds.requests("test")).hasSize(2);
        }

        @Test
        void by_itself_happens_once() {
            builds.fail("app");
            String id = fixture.createRunning(pipeline(
                    source(),
                    stage("Build", build("app", 1)).toBuilder()
                            .onFailure(failure -> failure.result(Result.RETRY))
                            .build()));

            assertThat(fixture.awaitEnd(id)).isIn(PipelineExecutionStatus.FAILED);
            assertThat(builds.requests("app")).hasSize(2);
            assertThat(fixture.stage("Build").retryStageMetadata().autoStageRetryAttempt())
                    .isEqualTo(1);
        }

        private String failing() {
            String id = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1), build("test", 2))));
            fixture.awaitEnd(id);
            return id;
        }

        private void retry(String id, StageRetryMode mode) {
            codePipeline.retryStageExecution(request -> request.pipelineName(NAME)
                    .stageName("Build")
                    .pipelineExecutionId(id)
                    .retryMode(mode));
        }
    }

    @Nested
    class Rolling_back {
        private static final Map<String, String> COMMIT =
                Map.of("EnvironmentVariables", "[{\"name\":\"COMMIT\",\"value\":\"#{Commit.CommitId}\"}]");

        @Test
        void runs_only_the_stage_with_what_the_target_had() {
            fixture.create(
                    pipeline(source(), stage("Build", build("app", 1)), stage("Deploy", build("deploy", 1, COMMIT))));
            String v0 = fixture.executions().get(0);
            fixture.awaitEnd(fixture.deliver("v1"));
            String rollback = rollBack("Deploy", v0);

            assertThat(fixture.awaitEnd(rollback)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(fixture.execution(rollback).executionType()).isEqualTo(ExecutionType.ROLLBACK);
            assertThat(fixture.execution(rollback).rollbackMetadata().rollbackTargetPipelineExecutionId())
                    .isEqualTo(v0);
            assertThat(fixture.execution(rollback).trigger().triggerType()).isEqualTo(TriggerType.MANUAL_ROLLBACK);
            assertThat(deployed()).containsExactly("v0", "v1", "v0");
            assertThat(builds.requests("app")).hasSize(2);
        }

        @Test
        void is_refused_where_there_is_nothing_to_go_back_to() {
            builds.fail("deploy");
            fixture.create(
                    pipeline(source(), stage("Build", build("app", 1)), stage("Deploy", build("deploy", 1, COMMIT))));
            String v0 = fixture.executions().get(0);
            assertThatExceptionOfType(UnableToRollbackStageException.class)
                    .isThrownBy(() -> rollBack("Source", v0))
                    .withMessageContaining("source stage");
            assertThatExceptionOfType(UnableToRollbackStageException.class)
                    .isThrownBy(() -> rollBack("Deploy", v0))
                    .withMessageContaining("has not succeeded");
            String rollback = rollBack("Build", v0);
            fixture.awaitEnd(rollback);
            assertThatExceptionOfType(UnableToRollbackStageException.class)
                    .isThrownBy(() -> rollBack("Build", rollback))
                    .withMessageContaining("rollback itself");
        }

        @Test
        void is_refused_while_the_stage_is_in_progress_and_after_the_pipeline_has_changed() {
            var definition = pipeline(source(), stage("Build", build("app", 1)));
            fixture.create(definition);
            String v0 = fixture.executions().get(0);
            builds.hold("app");
            String v1 = fixture.start();
            fixture.awaitAction("Build", "app", ActionExecutionStatus.IN_PROGRESS);
            assertThatExceptionOfType(UnableToRollbackStageException.class)
                    .isThrownBy(() -> rollBack("Build", v0))
                    .withMessageContaining("in progress");
            builds.release("app");
            fixture.awaitEnd(v1);
            codePipeline.updatePipeline(request -> request.pipeline(definition.build()));
            assertThatExceptionOfType(PipelineExecutionOutdatedException.class).isThrownBy(() -> rollBack("Build", v0));
        }

        @Test
        void is_refused_where_executions_run_in_parallel() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))).executionMode(ExecutionMode.PARALLEL));
            String v0 = fixture.executions().get(0);

            assertThatExceptionOfType(UnableToRollbackStageException.class)
                    .isThrownBy(() -> rollBack("Build", v0))
                    .withMessageContaining("PARALLEL");
        }

        @Test
        void by_itself_follows_a_failure_when_something_succeeded_before() {
            fixture.create(pipeline(
                    source(),
                    stage("Deploy", build("deploy", 1, COMMIT)).toBuilder()
                            .onFailure(failure -> failure.result(Result.ROLLBACK))
                            .build()));
            String v0 = fixture.executions().get(0);
            builds.hold("deploy");
            builds.fail("deploy");
            String v1 = fixture.deliver("v1");
            await().until(() -> builds.requests("deploy").size() == 2);
            builds.release("deploy");
            builds.repair("deploy");
            builds.hold("nothing");

            assertThat(fixture.awaitEnd(v1)).isEqualTo(PipelineExecutionStatus.FAILED);
            String rollback = fixture.executions().get(0);
            fixture.awaitEnd(rollback);
            assertThat(fixture.execution(rollback).trigger().triggerType()).isEqualTo(TriggerType.AUTOMATED_ROLLBACK);
            assertThat(fixture.execution(rollback).rollbackMetadata().rollbackTargetPipelineExecutionId())
                    .isEqualTo(v0);
            assertThat(deployed()).containsExactly("v0", "v1", "v0");
        }

        private String rollBack(String stage, String target) {
            return codePipeline
                    .rollbackStage(request ->
                            request.pipelineName(NAME).stageName(stage).targetPipelineExecutionId(target))
                    .pipelineExecutionId();
        }

        private List<String> deployed() {
            return builds.requests("deploy").stream()
                    .map(request ->
                            request.environmentVariablesOverride().get(0).value())
                    .toList();
        }
    }
}
