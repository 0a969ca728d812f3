package dev.greenroom.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.FakeCodePipeline;
import dev.greenroom.infra.stacks.DeploymentException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

final class PipelineTest {
    private static final Instant BEGIN = Instant.EPOCH;

    private final FakeAws aws = new FakeAws();
    private final FakeCodePipeline codePipeline = aws.codePipeline();
    private final Pipeline pipeline = new Pipeline("demo", aws);

    @BeforeEach
    void v1_waits_for_approval_and_v2_behind_it() {
        codePipeline.hasExecutions(
                execution("v2", "InProgress", "2222222222"), execution("v1", "InProgress", "1111111111"));
        codePipeline.holds("v1", "InProgress");
        codePipeline.asksWith("token-1");
        codePipeline.waitsInFront("v2");
        codePipeline.hasAction(ActionExecutionDetail.builder()
                .pipelineExecutionId("v1")
                .actionExecutionId("smoke-1")
                .stageName("Release")
                .actionName("SmokeTest")
                .status("Succeeded")
                .startTime(BEGIN)
                .lastUpdateTime(BEGIN.plusSeconds(4))
                .output(output -> output.outputVariables(Map.of("TESTED_TASKDEF", "service:1"))
                        .executionResult(result ->
                                result.externalExecutionId("demo-smoke-test:1").externalExecutionSummary("it works")))
                .build());
        codePipeline.hasAction(ActionExecutionDetail.builder()
                .pipelineExecutionId("v1")
                .actionExecutionId("approval-1")
                .stageName("Release")
                .actionName("Approval")
                .status("InProgress")
                .startTime(BEGIN.plusSeconds(5))
                .lastUpdateTime(BEGIN.plusSeconds(5))
                .input(input -> input.configuration(Map.of("CustomData", "#{Build.VERSION}"))
                        .resolvedConfiguration(
                                Map.of("CustomData", "1111111-aaaaaaaa", "ExternalEntityLink", "http://green")))
                .build());
    }

    @Nested
    class Status_of_it {
        @Test
        void says_who_is_where_and_who_waits_for_what() {
            var release = pipeline.status().stage("Release").orElseThrow();

            assertThat(release.status()).isEqualTo(Status.IN_PROGRESS);
            assertThat(release.execution()).map(Execution::id).contains("v1");
            assertThat(release.waiting()).map(Execution::id).contains("v2");
            assertThat(release.reason()).contains("1111111 Change 1111111111 is in Release");
            assertThat(pipeline.status().running()).extracting(Execution::id).containsExactly("v2", "v1");
        }

        @Test
        void lists_the_actions_in_the_order_they_run() {
            var actions = pipeline.status().stage("Release").orElseThrow().actions();

            assertThat(actions).extracting(ActionStatus::name).containsExactly("SmokeTest", "Approval");
            assertThat(actions.get(0)).satisfies(smokeTest -> {
                assertThat(smokeTest.status()).isEqualTo(Status.SUCCEEDED);
                assertThat(smokeTest.took(Instant.MAX)).contains(Duration.ofSeconds(4));
                assertThat(smokeTest.summary()).isEqualTo("it works");
                assertThat(smokeTest.outputs()).containsEntry("TESTED_TASKDEF", "service:1");
            });
            assertThat(actions.get(1).took(BEGIN.plusSeconds(65))).contains(Duration.ofMinutes(1));
            assertThat(pipeline.actions("v1")).extracting(ActionStatus::name).containsExactly("SmokeTest", "Approval");
            assertThat(pipeline.actions("v2")).isEmpty();
        }

        @Test
        void tells_what_is_to_be_decided_and_until_when() {
            assertThat(pipeline.status().approval()).hasValueSatisfying(approval -> {
                assertThat(approval.executionId()).isEqualTo("v1");
                assertThat(approval.token()).isEqualTo("token-1");
                assertThat(approval.customData()).isEqualTo("1111111-aaaaaaaa");
                assertThat(approval.url()).contains("http://green");
                assertThat(approval.expires()).isEqualTo(BEGIN.plusSeconds(5).plus(Duration.ofHours(1)));
            });
        }

        @Test
        void has_nothing_to_decide_once_it_is_decided() {
            codePipeline.asksWith(null);

            assertThat(pipeline.status().approval()).isEmpty();
        }

        @Test
        void says_that_there_is_no_pipeline() {
            codePipeline.isMissing();

            assertThat(pipeline.find()).isEmpty();
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(pipeline::status)
                    .withMessage(
                            "Tried to look at pipeline demo but there is none; ./greenroom up --pipeline makes it");
        }

        @ParameterizedTest
        @CsvSource({
            "InProgress, IN_PROGRESS",
            "Stopping, STOPPING",
            "Stopped, STOPPED",
            "Succeeded, SUCCEEDED",
            "Superseded, SUPERSEDED",
            "Failed, FAILED",
            "Cancelled, CANCELLED",
            "Abandoned, ABANDONED",
            "Skipped, SKIPPED"
        })
        void knows_all_that_may_become_of_an_execution(String text, Status status) {
            assertThat(Status.of(text)).isEqualTo(status);
        }
    }

    @Nested
    class Deciding {
        @Test
        void approves_exactly_the_release_that_was_looked_at() {
            pipeline.approve(approval(), "looks good");

            assertThat(codePipeline.calls()).containsExactly("approved token-1: looks good");
        }

        @Test
        void rejects() {
            pipeline.reject(approval(), "no");

            assertThat(codePipeline.calls()).containsExactly("rejected token-1: no");
        }

        @Test
        void says_that_somebody_else_was_faster() {
            var approval = approval();
            codePipeline.asksWith("token-2");

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> pipeline.approve(approval, "looks good"))
                    .withMessage("Tried to approve execution v1 but it no longer waits for a decision:"
                            + " The approval has already been completed. Nothing changed.");
            assertThat(codePipeline.calls()).isEmpty();
        }

        private Approval approval() {
            return pipeline.status().approval().orElseThrow();
        }
    }

    @Nested
    class Driving {
        @Test
        void retries_the_stage_that_failed() {
            codePipeline.holds("v1", "Failed");

            assertThat(pipeline.retry()).isEqualTo("v1");

            assertThat(codePipeline.calls()).containsExactly("retry Release v1");
        }

        @Test
        void has_nothing_to_retry_when_nothing_failed() {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(pipeline::retry)
                    .withMessage("Tried to retry the stage that failed in pipeline demo but none did");
        }

        @Test
        void says_why_a_stage_is_not_retried() {
            var release = pipeline.status().stage("Release").orElseThrow();

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> pipeline.retry(release))
                    .withMessage("Tried to retry stage Release of pipeline demo but CodePipeline refused:"
                            + " The stage cannot be retried.");
        }

        @Test
        void stops_an_execution_when_its_actions_ended_or_at_once() {
            pipeline.stop("v2", StopMode.WAIT, "later");
            pipeline.stop("v1", StopMode.ABANDON, "now");

            assertThat(codePipeline.calls()).containsExactly("stop v2", "abandon v1");
        }

        @Test
        void starts_what_the_branch_holds() {
            assertThat(pipeline.start()).isEqualTo("started");
        }

        @Test
        void says_why_it_does_not_start() {
            codePipeline.isMissing();

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(pipeline::start)
                    .withMessage("Tried to start pipeline demo but CodePipeline refused:"
                            + " The pipeline 'demo' does not exist");
        }
    }

    @Nested
    class Logs {
        @Test
        void come_line_by_line_and_each_once() {
            aws.codeBuild()
                    .hasBuild(Build.builder()
                            .id("demo-smoke-test:1")
                            .buildComplete(true)
                            .logs(logs -> logs.groupName("group").streamName("stream"))
                            .build());
            aws.logs().hasLines("group", "stream", "GET /: 200", "it works");
            var log = pipeline.log(action("SmokeTest"));

            assertThat(log.ended()).isFalse();
            assertThat(log.next()).extracting(LogLine::text).containsExactly("GET /: 200", "it works");
            assertThat(log.next()).isEmpty();
            assertThat(log.ended()).isTrue();
        }

        @Test
        void are_empty_while_nothing_was_printed() {
            aws.codeBuild()
                    .hasBuild(Build.builder()
                            .id("demo-smoke-test:1")
                            .buildComplete(false)
                            .build());
            var log = pipeline.log(action("SmokeTest"));

            assertThat(log.next()).isEmpty();
            assertThat(log.ended()).isFalse();
        }

        @Test
        void are_those_of_builds_only() {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> pipeline.log(action("Approval")))
                    .withMessage("Tried to read the log of Approval but it is no build; Manual carries it out");
        }

        @Test
        void say_when_the_build_is_unknown() {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> pipeline.log(action("SmokeTest")).next())
                    .withMessage("Tried to read the log of build demo-smoke-test:1 but CodeBuild knows no such build");
        }

        private ActionStatus action(String name) {
            return pipeline.status().action(name).orElseThrow();
        }
    }

    private static PipelineExecutionSummary execution(String id, String status, String commit) {
        return PipelineExecutionSummary.builder()
                .pipelineExecutionId(id)
                .status(status)
                .startTime(BEGIN)
                .lastUpdateTime(BEGIN)
                .sourceRevisions(SourceRevision.builder()
                        .revisionId(commit)
                        .revisionSummary("Change " + commit + "\n\nwhy")
                        .build())
                .trigger(trigger -> trigger.triggerType("CloudWatchEvent").triggerDetail("arn:rule/push"))
                .build();
    }
}
