package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.cloudformation.GraphRun.OnFailure;
import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GraphRunTest {
    private static final Map<String, Set<String>> DIAMOND =
            Map.of("top", Set.of(), "left", Set.of("top"), "right", Set.of("top"), "bottom", Set.of("left", "right"));

    private final List<String> ran = new CopyOnWriteArrayList<>();

    private Outcome note(String node) {
        ran.add(node);
        return Outcome.DONE;
    }

    @Test
    void runs_each_node_after_those_before_it() throws InterruptedException {
        var result = new GraphRun("test", OnFailure.CANCEL_OTHERS).run(DIAMOND, this::note, null);

        assertThat(result.succeeded()).isTrue();
        assertThat(ran).startsWith("top").endsWith("bottom").hasSize(4);
    }

    @Test
    void runs_independent_nodes_at_the_same_time() throws InterruptedException {
        var together = new CyclicBarrier(2);

        var result = new GraphRun("test", OnFailure.CANCEL_OTHERS)
                .run(Map.of("left", Set.of(), "right", Set.of()), node -> meet(together), null);

        assertThat(result.succeeded()).isTrue();
    }

    private static Outcome meet(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
            return Outcome.DONE;
        } catch (Exception e) {
            return Outcome.FAILED;
        }
    }

    @Test
    void names_its_threads_after_what_they_do() throws InterruptedException {
        new GraphRun("cloudformation demo", OnFailure.CANCEL_OTHERS)
                .run(
                        Map.of("Topic", Set.of()),
                        node -> note(Thread.currentThread().getName()),
                        null);

        assertThat(ran).containsExactly("cloudformation demo Topic");
    }

    @Test
    void starts_nothing_more_after_a_failure() throws InterruptedException {
        var result = new GraphRun("test", OnFailure.CANCEL_OTHERS)
                .run(DIAMOND, node -> node.equals("top") ? Outcome.FAILED : note(node), null);

        assertThat(result.failed()).containsExactly("top");
        assertThat(ran).isEmpty();
    }

    @Test
    void goes_on_beside_a_failure_when_told_to() throws InterruptedException {
        var graph = new LinkedHashMap<String, Set<String>>();
        graph.put("failing", Set.of());
        graph.put("after it", Set.of("failing"));
        graph.put("first", Set.of());
        graph.put("second", Set.of("first"));

        var result = new GraphRun("test", OnFailure.CONTINUE)
                .run(graph, node -> node.equals("failing") ? Outcome.FAILED : note(node), null);

        assertThat(result.failed()).containsExactly("failing");
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void an_error_of_a_step_is_a_failure() throws InterruptedException {
        var result = new GraphRun("test", OnFailure.CANCEL_OTHERS)
                .run(
                        Map.of("broken", Set.of()),
                        node -> {
                            throw new IllegalStateException("a mistake");
                        },
                        null);

        assertThat(result.failed()).containsExactly("broken");
    }

    @Test
    void interrupts_what_runs_when_the_time_is_over() throws InterruptedException {
        var result = new GraphRun("test", OnFailure.CANCEL_OTHERS)
                .run(Map.of("endless", Set.of()), node -> sleep(), Duration.ofMillis(20));

        assertThat(result.timedOut()).isTrue();
        assertThat(result.failed()).containsExactly("endless");
    }

    @Test
    void does_nothing_when_it_was_cancelled_before() throws InterruptedException {
        var run = new GraphRun("test", OnFailure.CANCEL_OTHERS);
        run.cancel();

        assertThat(run.run(DIAMOND, this::note, null).cancelled()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void an_interrupt_of_its_own_thread_ends_every_step_first() {
        var caller = Thread.currentThread();
        var ended = new CountDownLatch(1);

        assertThatThrownBy(() -> new GraphRun("test", OnFailure.CONTINUE)
                        .run(
                                Map.of("endless", Set.of()),
                                node -> {
                                    caller.interrupt();
                                    Outcome outcome = sleep();
                                    ended.countDown();
                                    return outcome;
                                },
                                null))
                .isInstanceOf(InterruptedException.class);
        assertThat(ended.getCount()).isZero();
    }

    private static Outcome sleep() {
        try {
            new CountDownLatch(1).await();
            return Outcome.DONE;
        } catch (InterruptedException e) {
            return Outcome.FAILED;
        }
    }
}
