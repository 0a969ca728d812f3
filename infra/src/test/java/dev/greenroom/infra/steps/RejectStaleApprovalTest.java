package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.FakeCodePipeline;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.stacks.DeploymentException;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class RejectStaleApprovalTest {
    private final Rehearsal rehearsal = new Rehearsal().told("PIPELINE", "demo");
    private final FakeCodePipeline pipeline = rehearsal.aws.codePipeline();

    @Test
    void rejects_the_approval_of_the_older_release_when_a_newer_one_is_ready() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");
        pipeline.waitsInFront("v2");

        reject("v2");

        assertThat(pipeline.calls()).containsExactly("rejected token-1: Superseded by execution v2, which is ready");
        assertThat(rehearsal.printed())
                .isEqualToNormalizingNewlines("Rejected the approval in favour of execution v2%n".formatted());
    }

    @Test
    void rejects_an_approval_that_begins_when_a_newer_release_waits_already() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");
        pipeline.waitsInFront("v2");

        reject("v1");

        assertThat(pipeline.calls()).containsExactly("rejected token-1: Superseded by execution v2, which is ready");
    }

    @Test
    void leaves_a_release_alone_that_nobody_waits_behind() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");

        reject("v1");

        assertThat(pipeline.calls()).isEmpty();
        assertThat(pipeline.looks()).isOne();
    }

    @Test
    void waits_for_the_newer_release_to_get_to_the_stage() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");
        pipeline.afterEachLook(() -> {
            if (pipeline.looks() == 3) {
                pipeline.waitsInFront("v2");
            }
        });

        reject("v2");

        assertThat(pipeline.calls()).containsExactly("rejected token-1: Superseded by execution v2, which is ready");
    }

    @Test
    void gives_up_on_a_release_that_never_gets_there() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");

        reject("v2");

        assertThat(pipeline.calls()).isEmpty();
        assertThat(rehearsal.printed())
                .isEqualToNormalizingNewlines("Nothing waits in front of stage Release%n".formatted());
    }

    @Test
    void leaves_a_release_alone_that_is_not_yet_asked_about() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.waitsInFront("v2");

        reject("v2");

        assertThat(pipeline.calls()).isEmpty();
        assertThat(rehearsal.printed()).contains("asks for no approval");
    }

    @Test
    void does_nothing_when_the_event_comes_twice() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");
        pipeline.waitsInFront("v2");

        reject("v2");
        reject("v2");

        assertThat(pipeline.calls()).hasSize(1);
    }

    @Test
    void leaves_the_next_approval_alone_that_was_asked_for_in_between() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");
        pipeline.waitsInFront("v2");
        pipeline.afterEachLook(() -> {
            pipeline.holds("v2", "InProgress");
            pipeline.asksWith("token-2");
        });

        reject("v2");

        assertThat(pipeline.calls()).isEmpty();
        assertThat(rehearsal.printed()).isEqualToNormalizingNewlines("Somebody else decided meanwhile%n".formatted());
    }

    @RepeatedTest(200)
    void decides_once_when_a_person_approves_at_the_same_moment() throws Exception {
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("token-1");
        pipeline.waitsInFront("v2");
        var together = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var automation = threads.submit(() -> {
                together.await();
                reject("v2");
                return true;
            });
            var person = threads.submit(() -> {
                together.await();
                return approves(rehearsal.aws);
            });

            automation.get();
            assertThat(pipeline.calls()).hasSize(1).first().satisfies(call -> {
                if (call.startsWith("approved")) {
                    assertThat(person.get()).isTrue();
                    assertThat(rehearsal.printed()).doesNotContain("Rejected");
                } else {
                    assertThat(person.get()).isFalse();
                    assertThat(rehearsal.printed()).contains("Rejected");
                }
            });
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void says_when_the_pipeline_has_no_such_stage() {
        pipeline.hasOnlyStage("Build");

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> reject("v2"))
                .withMessage("Tried to look at stage Release but pipeline demo has none of that name");
    }

    private static boolean approves(FakeAws aws) {
        try {
            new Pipeline("demo", aws)
                    .approve(
                            new Approval(
                                    "demo",
                                    "Release",
                                    "Approval",
                                    "v1",
                                    "token-1",
                                    "",
                                    null,
                                    Instant.EPOCH,
                                    Instant.MAX),
                            "looks good");
            return true;
        } catch (DeploymentException tooLate) {
            assertThat(tooLate).hasMessageContaining("no longer waits for a decision");
            return false;
        }
    }

    private void reject(String arrived) throws InterruptedException {
        new RejectStaleApproval(
                        rehearsal.told("EXECUTION_ID", arrived).variables(), pipeline, rehearsal.pacing, rehearsal.out)
                .run();
    }
}
