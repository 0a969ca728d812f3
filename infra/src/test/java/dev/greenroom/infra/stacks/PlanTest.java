package dev.greenroom.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class PlanTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void does_first_what_others_need() throws Exception {
        new Plan()
                .add("ground", () -> done.add("ground"))
                .add("walls", () -> done.add("walls"), "ground")
                .add("roof", () -> done.add("roof"), "walls", "ground")
                .run();

        assertThat(done).containsExactly("ground", "walls", "roof");
    }

    @Test
    void does_at_the_same_time_what_is_independent() throws Exception {
        var together = new CyclicBarrier(2);

        new Plan()
                .add("left", () -> meet(together))
                .add("right", () -> meet(together))
                .run();

        assertThat(done).hasSize(2);
    }

    @Test
    void finishes_what_is_independent_of_a_failure_and_leaves_out_the_rest() {
        var plan = new Plan()
                .add("ground", () -> {
                    throw new DeploymentException("swamp");
                })
                .add("walls", () -> done.add("walls"), "ground")
                .add("garden", () -> done.add("garden"));

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(plan::run)
                .withMessage("swamp")
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
        assertThat(done).containsExactly("garden");
    }

    @Test
    void keeps_further_failures_with_the_first() {
        var plan = new Plan()
                .add("left", () -> {
                    throw new DeploymentException("left fell");
                })
                .add("right", () -> {
                    throw new DeploymentException("right fell");
                });

        assertThatThrownBy(plan::run)
                .hasMessage("left fell")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessage("right fell"));
    }

    @Test
    void interrupts_its_steps_when_it_is_interrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var plan = new Plan().add("long", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });
        var runner = new Thread(
                () -> {
                    try {
                        plan.run();
                    } catch (InterruptedException expected) {
                        done.add("stopped");
                    }
                },
                "runner");
        runner.start();
        begun.await();

        runner.interrupt();
        runner.join();

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly("stopped");
    }

    @Test
    void knows_only_steps_that_were_added_before() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plan().add("walls", () -> {}, "ground"))
                .withMessage("walls needs ground, which is not in the plan");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plan().add("walls", () -> {}).add("walls", () -> {}))
                .withMessage("walls is in the plan already");
    }

    private void meet(CyclicBarrier together) {
        try {
            together.await(5, TimeUnit.SECONDS);
            done.add("met");
        } catch (Exception alone) {
            throw new AssertionError(alone);
        }
    }
}
