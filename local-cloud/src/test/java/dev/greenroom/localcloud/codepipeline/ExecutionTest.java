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
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
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
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
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
        void it_is_under_way_until_it_ends() {
            String id = fixture.createRunning(pipeline(source(), stage("Approve", approval("ask", 1))));
            String token = fixture.awaitApproval("Approve", "ask", id);
            assertThat(fixture.underway.get())
                    .containsExactly("execution %s of pipeline %s with revision v0 (Make \"v0\"), in stage Approve"
                            .formatted(id, NAME));

            fixture.approve("Approve", "ask", token);
            fixture.awaitEnd(id);

            assertThat(fixture.underway.get()).isEmpty();
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
            assertThat(fixture.summary(pinned).sourceRevisions().get(0).revisionId())
                    .isEqualTo("v1");
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

    private List<ActionExecutionDetail> actions(String execution) {
        return codePipeline
                .listActionExecutions(
                        request -> request.pipelineName(NAME).filter(filter -> filter.pipelineExecutionId(execution)))
                .actionExecutionDetails();
    }
}
