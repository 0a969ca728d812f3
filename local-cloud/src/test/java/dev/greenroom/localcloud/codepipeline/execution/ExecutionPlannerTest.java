package dev.greenroom.localcloud.codepipeline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

class ExecutionPlannerTest {
    private static final String STAGE = "Release";

    @Nested
    class In_front_of_a_stage {
        @ParameterizedTest
        @EnumSource(
                value = ExecutionMode.class,
                names = {"SUPERSEDED", "QUEUED", "PARALLEL"})
        void an_execution_enters_when_the_stage_is_free(ExecutionMode mode) {
            assertThat(plan(mode, waiting("v1"))).containsExactly(new Move.Enter("v1"));
        }

        @Test
        void one_waits_while_another_holds_the_lock() {
            assertThat(plan(ExecutionMode.SUPERSEDED, inside("v1", running("Approval", 1)), waiting("v2")))
                    .isEmpty();
        }

        @Test
        void a_newer_one_supersedes_the_one_that_waits_but_never_the_one_inside() {
            assertThat(plan(
                            ExecutionMode.SUPERSEDED,
                            inside("v1", running("Approval", 1)),
                            waiting("v2"),
                            waiting("v3")))
                    .containsExactly(new Move.Supersede("v2", "v3"));
        }

        @Test
        void only_the_latest_enters_when_the_stage_becomes_free() {
            assertThat(plan(ExecutionMode.SUPERSEDED, waiting("v2"), waiting("v3"), waiting("v4")))
                    .containsExactly(
                            new Move.Supersede("v2", "v4"), new Move.Supersede("v3", "v4"), new Move.Enter("v4"));
        }

        @Test
        void a_disabled_transition_holds_all_but_lets_them_supersede_each_other() {
            assertThat(planClosed(ExecutionMode.SUPERSEDED, waiting("v1"), waiting("v2")))
                    .containsExactly(new Move.Supersede("v1", "v2"));
            assertThat(planClosed(ExecutionMode.QUEUED, waiting("v1"), waiting("v2")))
                    .isEmpty();
            assertThat(planClosed(ExecutionMode.PARALLEL, waiting("v1"), waiting("v2")))
                    .isEmpty();
        }

        @Test
        void queued_executions_enter_in_their_order_and_one_at_a_time() {
            assertThat(plan(ExecutionMode.QUEUED, waiting("v1"), waiting("v2"))).containsExactly(new Move.Enter("v1"));
            assertThat(plan(ExecutionMode.QUEUED, inside("v1", running("Deploy", 1)), waiting("v2"), waiting("v3")))
                    .isEmpty();
        }

        @Test
        void parallel_executions_do_not_wait_for_each_other() {
            assertThat(plan(ExecutionMode.PARALLEL, inside("v1", running("Deploy", 1)), waiting("v2"), waiting("v3")))
                    .containsExactly(new Move.Enter("v2"), new Move.Enter("v3"));
        }

        @Test
        void another_stage_does_not_matter() {
            assertThat(plan(
                            ExecutionMode.SUPERSEDED,
                            new ExecutionView(
                                    "v1",
                                    "Approval",
                                    true,
                                    Ending.NONE,
                                    Recovery.NONE,
                                    List.of(running("Approval", 1))),
                            waiting("v2")))
                    .containsExactly(new Move.Enter("v2"));
        }

        @ParameterizedTest
        @EnumSource(
                value = Ending.class,
                names = {"AFTER_ACTIONS", "AT_ONCE"})
        void one_that_was_told_to_end_does_so_without_entering_or_superseding(Ending ending) {
            assertThat(planClosed(ExecutionMode.SUPERSEDED, waiting("v1"), waiting("v2", ending)))
                    .containsExactly(new Move.End("v2"));
        }
    }

    @Nested
    class Inside_a_stage {
        @Test
        void the_actions_of_the_lowest_run_order_start_together() {
            assertThat(plan(inside("v1", waiting("a", 1), waiting("b", 1), waiting("c", 2))))
                    .containsExactly(new Move.Run("v1", "a"), new Move.Run("v1", "b"));
        }

        @Test
        void the_next_run_order_waits_for_all_of_the_one_before() {
            assertThat(plan(inside("v1", succeeded("a", 1), running("b", 1), waiting("c", 2))))
                    .isEmpty();
            assertThat(plan(inside("v1", succeeded("a", 1), succeeded("b", 1), waiting("c", 7), waiting("d", 9))))
                    .containsExactly(new Move.Run("v1", "c"));
        }

        @Test
        void what_is_tried_again_starts_beside_what_still_runs() {
            assertThat(plan(inside("v1", waiting("a", 1), running("b", 1), waiting("c", 2))))
                    .containsExactly(new Move.Run("v1", "a"));
        }

        @Test
        void it_is_left_when_all_actions_have_succeeded() {
            assertThat(plan(inside("v1", succeeded("a", 1), succeeded("b", 2)))).containsExactly(new Move.Leave("v1"));
        }

        @Test
        void it_fails_only_when_the_actions_beside_the_failed_one_are_through() {
            assertThat(plan(inside("v1", failed("a", 1), running("b", 1), waiting("c", 2))))
                    .isEmpty();
            assertThat(plan(inside("v1", failed("a", 1), succeeded("b", 1), waiting("c", 2))))
                    .containsExactly(new Move.Fail("v1", Recovery.NONE));
        }

        @ParameterizedTest
        @EnumSource(Recovery.class)
        void its_failure_is_followed_by_what_the_stage_says(Recovery recovery) {
            var execution = new ExecutionView("v1", STAGE, true, Ending.NONE, recovery, List.of(failed("a", 1)));
            assertThat(plan(ExecutionMode.SUPERSEDED, execution)).containsExactly(new Move.Fail("v1", recovery));
        }

        @Test
        void stopping_waits_for_running_actions_and_starts_no_other() {
            assertThat(plan(inside("v1", Ending.AFTER_ACTIONS, succeeded("a", 1), running("b", 1), waiting("c", 2))))
                    .isEmpty();
            assertThat(plan(inside("v1", Ending.AFTER_ACTIONS, succeeded("a", 1), succeeded("b", 1), waiting("c", 2))))
                    .containsExactly(new Move.End("v1"));
        }

        @Test
        void stopping_at_once_abandons_running_actions() {
            assertThat(plan(inside("v1", Ending.AT_ONCE, running("a", 1), running("b", 1), waiting("c", 2))))
                    .containsExactly(new Move.Abandon("v1", "a"), new Move.Abandon("v1", "b"));
            assertThat(plan(inside("v1", Ending.AT_ONCE, failed("a", 1), failed("b", 1), waiting("c", 2))))
                    .containsExactly(new Move.End("v1"));
        }

        @Test
        void who_is_told_to_end_still_holds_the_lock() {
            assertThat(plan(
                            ExecutionMode.SUPERSEDED,
                            inside("v1", Ending.AFTER_ACTIONS, running("a", 1)),
                            waiting("v2")))
                    .isEmpty();
        }
    }

    private static List<Move> plan(ExecutionView execution) {
        return plan(ExecutionMode.SUPERSEDED, execution);
    }

    private static List<Move> plan(ExecutionMode mode, ExecutionView... executions) {
        return ExecutionPlanner.plan(new PipelineView(mode, Set.of(), List.of(executions)));
    }

    private static List<Move> planClosed(ExecutionMode mode, ExecutionView... executions) {
        return ExecutionPlanner.plan(new PipelineView(mode, Set.of(STAGE), List.of(executions)));
    }

    private static ExecutionView waiting(String id) {
        return waiting(id, Ending.NONE);
    }

    private static ExecutionView waiting(String id, Ending ending) {
        return new ExecutionView(id, STAGE, false, ending, Recovery.NONE, List.of(waiting("a", 1)));
    }

    private static ExecutionView inside(String id, ActionView... actions) {
        return inside(id, Ending.NONE, actions);
    }

    private static ExecutionView inside(String id, Ending ending, ActionView... actions) {
        return new ExecutionView(
                id, STAGE, true, ending, Recovery.NONE, Stream.of(actions).toList());
    }

    private static ActionView waiting(String name, int runOrder) {
        return new ActionView(name, runOrder, ActionPhase.WAITING);
    }

    private static ActionView running(String name, int runOrder) {
        return new ActionView(name, runOrder, ActionPhase.RUNNING);
    }

    private static ActionView succeeded(String name, int runOrder) {
        return new ActionView(name, runOrder, ActionPhase.SUCCEEDED);
    }

    private static ActionView failed(String name, int runOrder) {
        return new ActionView(name, runOrder, ActionPhase.FAILED);
    }
}
