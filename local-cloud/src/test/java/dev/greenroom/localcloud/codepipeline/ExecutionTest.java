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

import dev.greenroom.localcloud.aws.EventTrigger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

class ExecutionTest {
    private final PipelineFixture fixture = new PipelineFixture();
    private final CodePipeline codePipeline = fixture.codePipeline;
    private final FakeCodeBuild builds = fixture.aws.codeBuild;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class Starting {
        @Test
        void a_new_pipeline_starts_by_itself() {
            String first = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));

            assertThat(fixture.awaitEnd(first)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(fixture.execution(first).trigger().triggerType()).isEqualTo(TriggerType.CREATE_PIPELINE);
            assertThat(fixture.execution(first).artifactRevisions().get(0).revisionId())
                    .isEqualTo("v0");
        }

        @Test
        void by_hand_and_by_a_rule_are_told_apart() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            String byHand = fixture.start();
            String byRule = codePipeline
                    .startPipelineExecution(request -> request.name(NAME)
                            .overrideConfiguration(new EventTrigger("arn:aws:events:::rule/push")::attach))
                    .pipelineExecutionId();

            assertThat(fixture.execution(byHand).trigger().triggerType())
                    .isEqualTo(TriggerType.START_PIPELINE_EXECUTION);
            assertThat(fixture.execution(byRule).trigger().triggerType()).isEqualTo(TriggerType.CLOUD_WATCH_EVENT);
            assertThat(fixture.execution(byRule).trigger().triggerDetail()).isEqualTo("arn:aws:events:::rule/push");
        }

        @Test
        void twice_with_one_token_starts_once() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            String first = startWithToken();
            assertThat(startWithToken()).isEqualTo(first);
            assertThat(fixture.executions()).hasSize(2);
        }

        private static SourceRevisionOverride revision(String action, SourceRevisionType type, String value) {
            return SourceRevisionOverride.builder()
                    .actionName(action)
                    .revisionType(type)
                    .revisionValue(value)
                    .build();
        }

        private String startWithToken() {
            return codePipeline
                    .startPipelineExecution(request -> request.name(NAME).clientRequestToken("one"))
                    .pipelineExecutionId();
        }

        @Test
        void with_a_revision_takes_that_and_not_the_latest() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            fixture.push("v1");
            fixture.push("v2");
            String pinned = codePipeline
                    .startPipelineExecution(request ->
                            request.name(NAME).sourceRevisions(revision("Commit", SourceRevisionType.COMMIT_ID, "v1")))
                    .pipelineExecutionId();

            fixture.awaitEnd(pinned);
            assertThat(summary(pinned).sourceRevisions().get(0).revisionId()).isEqualTo("v1");
        }

        @Test
        void with_a_revision_of_no_source_action_or_another_type_is_refused() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> codePipeline.startPipelineExecution(request ->
                            request.name(NAME).sourceRevisions(revision("none", SourceRevisionType.COMMIT_ID, "v1"))))
                    .withMessageContaining("source action with name 'none'");
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> codePipeline.startPipelineExecution(request -> request.name(NAME)
                            .sourceRevisions(revision("Commit", SourceRevisionType.S3_OBJECT_VERSION_ID, "v1"))))
                    .withMessageContaining("COMMIT_ID, not S3_OBJECT_VERSION_ID");
        }

        @Test
        void a_pipeline_that_is_not_there_is_refused() {
            assertThatExceptionOfType(PipelineNotFoundException.class)
                    .isThrownBy(fixture::start)
                    .withMessageContaining("Account '000000000000' does not have a pipeline with name 'delivery'");
        }

        @Test
        void more_than_fifty_at_once_is_refused() {
            builds.hold("app");
            fixture.createRunning(
                    pipeline(source(), stage("Build", build("app", 1))).executionMode(ExecutionMode.QUEUED));
            for (int i = 1; i < 50; i++) {
                fixture.start();
            }
            assertThatExceptionOfType(ConcurrentPipelineExecutionsLimitExceededException.class)
                    .isThrownBy(fixture::start);
        }
    }

    @Nested
    class Variables {
        private static final String JSON =
                "[{\"name\":\"TEXT\",\"value\":\"#{Commit.CommitMessage} #{variables.Greeting} "
                        + "#{codepipeline.PipelineExecutionId}\"}]";

        @Test
        void of_the_pipeline_and_of_actions_reach_later_actions() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1, Map.of("EnvironmentVariables", JSON))))
                    .variables(PipelineVariableDeclaration.builder()
                            .name("Greeting")
                            .defaultValue("hello")
                            .build()));
            String id = codePipeline
                    .startPipelineExecution(request -> request.name(NAME)
                            .variables(PipelineVariable.builder()
                                    .name("Greeting")
                                    .value("good day")
                                    .build()))
                    .pipelineExecutionId();
            fixture.awaitEnd(id);

            assertThat(builds.requests("app")).last().satisfies(request -> assertThat(
                            request.environmentVariablesOverride())
                    .extracting(EnvironmentVariable::value)
                    .containsExactly("Make \"v0\" good day " + id));
            assertThat(fixture.execution(id).variables().get(0).resolvedValue()).isEqualTo("good day");
        }

        @Test
        void that_an_action_did_not_export_fail_the_one_that_uses_them() {
            fixture.create(pipeline(
                    source(),
                    stage(
                            "Build",
                            build("app", 1),
                            build(
                                    "test",
                                    2,
                                    Map.of("EnvironmentVariables", "[{\"name\":\"X\",\"value\":\"#{app.NO}\"}]")))));

            assertThat(fixture.action("Build", "test")
                            .latestExecution()
                            .errorDetails()
                            .message())
                    .contains("VariableReferenceText=[#{app.NO}]", "ActionName=[test]");
            assertThat(builds.requests("test")).isEmpty();
        }

        @Test
        void without_a_value_have_to_be_given_to_each_execution() {
            codePipeline.createPipeline(request -> request.pipeline(pipeline(source(), stage("Build", build("app", 1)))
                    .variables(
                            PipelineVariableDeclaration.builder().name("Target").build())
                    .build()));
            assertThat(fixture.executions()).as("it can't start by itself").isEmpty();
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(fixture::start)
                    .withMessageContaining("[Target]");
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> codePipeline.startPipelineExecution(request -> request.name(NAME)
                            .variables(PipelineVariable.builder()
                                    .name("Other")
                                    .value("x")
                                    .build())))
                    .withMessageContaining("'Other'");
        }
    }

    @Nested
    class Inside_a_stage {
        @Test
        void actions_of_one_run_order_run_at_the_same_time() {
            builds.hold("a");
            builds.hold("b");
            String id = fixture.createRunning(
                    pipeline(source(), stage("Build", build("a", 1), build("b", 1), build("c", 2))));
            fixture.awaitAction("Build", "a", ActionExecutionStatus.IN_PROGRESS);
            fixture.awaitAction("Build", "b", ActionExecutionStatus.IN_PROGRESS);
            builds.release("a");
            fixture.awaitAction("Build", "a", ActionExecutionStatus.SUCCEEDED);
            assertThat(fixture.action("Build", "c").latestExecution()).isNull();
            builds.release("b");

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(builds.requests("c")).hasSize(1);
        }

        @Test
        void a_failure_ends_stage_and_execution_when_the_actions_beside_it_are_through() {
            builds.hold("slow");
            builds.fail("broken");
            String id = fixture.createRunning(
                    pipeline(source(), stage("Build", build("slow", 1), build("broken", 1), build("later", 2))));
            fixture.awaitAction("Build", "broken", ActionExecutionStatus.FAILED);
            assertThat(fixture.status(id)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            builds.release("slow");

            assertThat(fixture.awaitEnd(id)).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(fixture.stage("Build").latestExecution().status()).isEqualTo(StageExecutionStatus.FAILED);
            assertThat(builds.requests("later")).isEmpty();
        }

        @Test
        void a_failure_unlocks_the_stage_for_who_waits() {
            builds.hold("app");
            builds.fail("app");
            String first = fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));
            fixture.awaitAction("Build", "app", ActionExecutionStatus.IN_PROGRESS);
            String second = fixture.start();
            fixture.awaitInbound("Build", second);
            builds.release("app");

            assertThat(fixture.awaitEnd(first)).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(fixture.awaitEnd(second)).isEqualTo(PipelineExecutionStatus.FAILED);
        }
    }

    @Nested
    class Modes {
        @Test
        void queued_executions_wait_in_their_order_in_front_of_the_stage() {
            String v1 = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1)))
                    .executionMode(ExecutionMode.QUEUED));
            String token = fixture.awaitApproval("Release", "Approval", v1);
            String v2 = fixture.start();
            fixture.awaitInbound("Release", v2);
            String v3 = fixture.start();
            await().until(() -> fixture.stage("Release").inboundExecutions().size() == 2);

            fixture.approve("Release", "Approval", token);

            String second = fixture.awaitApproval("Release", "Approval", v2);
            fixture.approve("Release", "Approval", second);
            fixture.awaitApproval("Release", "Approval", v3);
            assertThat(fixture.status(v2)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        }

        @Test
        void queued_executions_wait_again_in_front_of_each_stage() {
            builds.hold("slow");
            String v1 = fixture.createRunning(
                    pipeline(source(), stage("Build", build("slow", 1)), stage("Release", approval("Approval", 1)))
                            .executionMode(ExecutionMode.QUEUED));
            fixture.awaitAction("Build", "slow", ActionExecutionStatus.IN_PROGRESS);
            String v2 = fixture.start();
            fixture.awaitInbound("Build", v2);
            builds.release("slow");

            fixture.awaitApproval("Release", "Approval", v1);
            fixture.awaitInbound("Release", v2);
            assertThat(fixture.stage("Build").latestExecution().status())
                    .as("an open approval locks no other stage")
                    .isEqualTo(StageExecutionStatus.SUCCEEDED);
        }

        @Test
        void a_disabled_transition_holds_parallel_executions_too() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))).executionMode(ExecutionMode.PARALLEL));
            codePipeline.disableStageTransition(request -> request.pipelineName(NAME)
                    .stageName("Build")
                    .transitionType(StageTransitionType.INBOUND)
                    .reason("closed"));
            String v1 = fixture.start();
            String v2 = fixture.start();
            await().until(() -> fixture.stage("Build").inboundExecutions().size() == 2);

            codePipeline.enableStageTransition(request ->
                    request.pipelineName(NAME).stageName("Build").transitionType(StageTransitionType.INBOUND));

            assertThat(fixture.awaitEnd(v1)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThat(fixture.awaitEnd(v2)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        }

        @Test
        void parallel_executions_are_in_one_stage_at_the_same_time() {
            String v1 = fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1)))
                    .executionMode(ExecutionMode.PARALLEL));
            String v2 = fixture.start();
            String first = awaitToken(v1);
            String second = awaitToken(v2);

            fixture.approve("Release", "Approval", second);
            fixture.awaitStatus(v2, PipelineExecutionStatus.SUCCEEDED);
            assertThat(fixture.status(v1)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            fixture.approve("Release", "Approval", first);
            fixture.awaitStatus(v1, PipelineExecutionStatus.SUCCEEDED);
        }

        /** There is no one state of the stage, so the token is found with the action's executions. */
        private String awaitToken(String execution) {
            return await().until(
                            () -> actions(execution).stream()
                                    .filter(action -> action.actionName().equals("Approval"))
                                    .map(action ->
                                            action.output().executionResult().externalExecutionId())
                                    .findFirst()
                                    .orElse(""),
                            token -> !token.isEmpty());
        }
    }

    @Nested
    class Transitions {
        @Test
        void disabled_ones_hold_who_comes_and_let_the_latest_in_when_enabled() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            disable("Build", StageTransitionType.INBOUND);
            String v1 = fixture.start();
            fixture.awaitInbound("Build", v1);
            String v2 = fixture.start();
            fixture.awaitInbound("Build", v2);
            StageState held = fixture.stage("Build");

            assertThat(fixture.status(v1)).isEqualTo(PipelineExecutionStatus.SUPERSEDED);
            assertThat(held.inboundTransitionState().enabled()).isFalse();
            assertThat(held.inboundTransitionState().disabledReason()).isEqualTo("closed for tonight");
            codePipeline.enableStageTransition(request ->
                    request.pipelineName(NAME).stageName("Build").transitionType(StageTransitionType.INBOUND));
            assertThat(fixture.awaitEnd(v2)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        }

        @Test
        void the_way_out_of_a_stage_is_the_way_into_the_next() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            disable("Source", StageTransitionType.OUTBOUND);
            assertThat(fixture.stage("Build").inboundTransitionState().enabled())
                    .isFalse();
        }

        @Test
        void that_no_stage_has_are_refused() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> disable("Source", StageTransitionType.INBOUND));
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> disable("Build", StageTransitionType.OUTBOUND));
            assertThatExceptionOfType(StageNotFoundException.class)
                    .isThrownBy(() -> disable("None", StageTransitionType.INBOUND));
        }

        private void disable(String stage, StageTransitionType type) {
            codePipeline.disableStageTransition(request -> request.pipelineName(NAME)
                    .stageName(stage)
                    .transitionType(type)
                    .reason("closed for tonight"));
        }
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
            assertThat(summary(id).stopTrigger().reason()).isEqualTo("enough");
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

    @Nested
    class Changing_the_pipeline {
        @Test
        void cancels_what_waits_at_once_and_what_runs_after_its_action() {
            var definition = pipeline(source(), stage("Build", build("app", 1), build("test", 2)));
            builds.hold("app");
            String v1 = fixture.createRunning(definition);
            fixture.awaitAction("Build", "app", ActionExecutionStatus.IN_PROGRESS);
            String v2 = fixture.start();
            fixture.awaitInbound("Build", v2);

            assertThat(codePipeline
                            .updatePipeline(request -> request.pipeline(definition.build()))
                            .pipeline()
                            .version())
                    .isEqualTo(2);

            assertThat(fixture.status(v2)).isEqualTo(PipelineExecutionStatus.CANCELLED);
            assertThat(fixture.status(v1)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            builds.release("app");
            assertThat(fixture.awaitEnd(v1)).isEqualTo(PipelineExecutionStatus.CANCELLED);
            assertThat(fixture.stage("Build").latestExecution().status()).isEqualTo(StageExecutionStatus.CANCELLED);
            assertThat(builds.requests("test")).isEmpty();
        }

        @Test
        void makes_failed_stages_of_before_not_retryable() {
            var definition = pipeline(source(), stage("Build", build("app", 1)));
            builds.fail("app");
            fixture.create(definition);
            String v0 = fixture.executions().get(0);
            codePipeline.updatePipeline(request -> request.pipeline(definition.build()));
            assertThatExceptionOfType(StageNotRetryableException.class)
                    .isThrownBy(() -> codePipeline.retryStageExecution(request -> request.pipelineName(NAME)
                            .stageName("Build")
                            .pipelineExecutionId(v0)
                            .retryMode(StageRetryMode.ALL_ACTIONS)));
        }

        @Test
        void deleting_it_abandons_what_runs() {
            builds.hold("app");
            fixture.createRunning(pipeline(source(), stage("Build", build("app", 1))));
            await().until(() -> !builds.requests("app").isEmpty());
            codePipeline.deletePipeline(request -> request.name(NAME));
            codePipeline.deletePipeline(request -> request.name(NAME));
            await().until(() -> builds.statuses("app").equals(List.of(StatusType.STOPPED)));
            assertThatExceptionOfType(CodePipelineException.class).isThrownBy(fixture::start);
        }
    }

    private PipelineExecutionSummary summary(String id) {
        return codePipeline
                .listPipelineExecutions(request -> request.pipelineName(NAME))
                .pipelineExecutionSummaries()
                .stream()
                .filter(summary -> summary.pipelineExecutionId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<ActionExecutionDetail> actions(String execution) {
        return codePipeline
                .listActionExecutions(
                        request -> request.pipelineName(NAME).filter(filter -> filter.pipelineExecutionId(execution)))
                .actionExecutionDetails();
    }
}
