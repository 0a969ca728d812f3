package dev.greenroom.localcloud.ecs.service;

import static dev.greenroom.localcloud.ecs.service.TaskPhase.HEALTHY;
import static dev.greenroom.localcloud.ecs.service.TaskPhase.SETTLING;
import static dev.greenroom.localcloud.ecs.service.TaskPhase.STARTING;
import static dev.greenroom.localcloud.ecs.service.TaskPhase.STOPPING;
import static dev.greenroom.localcloud.ecs.service.TaskPhase.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.ecs.model.DeploymentRolloutState.COMPLETED;
import static software.amazon.awssdk.services.ecs.model.DeploymentRolloutState.FAILED;
import static software.amazon.awssdk.services.ecs.model.DeploymentRolloutState.IN_PROGRESS;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

class RolloutPlannerTest {
    private static final DeploymentBounds USUAL = new DeploymentBounds(100, 200);
    private static final CircuitBreaker BREAKER = new CircuitBreaker(true, true);

    @Nested
    class A_first_deployment {
        @Test
        void starts_what_is_desired() {
            assertThat(plan(2, USUAL, now(IN_PROGRESS))).containsExactly(new Step.Start(2, 0));
        }

        @Test
        void waits_for_its_tasks_to_become_healthy() {
            assertThat(plan(2, USUAL, now(IN_PROGRESS, SETTLING, STARTING))).isEmpty();
        }

        @Test
        void is_complete_when_all_are() {
            assertThat(plan(2, USUAL, now(IN_PROGRESS, HEALTHY, HEALTHY))).containsExactly(new Step.Complete());
        }

        @Test
        void is_complete_at_once_when_nothing_is_desired() {
            assertThat(plan(0, USUAL, now(IN_PROGRESS))).containsExactly(new Step.Complete());
        }

        @Test
        void starts_nothing_while_it_is_throttled() {
            assertThat(RolloutPlanner.plan(new ServiceView(1, USUAL, BREAKER, false, now(IN_PROGRESS), List.of())))
                    .isEmpty();
        }
    }

    @Nested
    class A_rolling_deployment {
        @Test
        void of_one_task_starts_the_new_one_first() {
            assertThat(plan(1, USUAL, now(IN_PROGRESS), old(HEALTHY))).containsExactly(new Step.Start(1, 0));
        }

        @Test
        void stops_the_old_one_when_the_new_one_is_healthy() {
            assertThat(plan(1, USUAL, now(IN_PROGRESS, SETTLING), old(HEALTHY))).isEmpty();
            assertThat(plan(1, USUAL, now(IN_PROGRESS, HEALTHY), old(HEALTHY))).containsExactly(stop("old0"));
        }

        @Test
        void is_not_complete_before_the_old_one_is_gone() {
            assertThat(plan(1, USUAL, now(IN_PROGRESS, HEALTHY), old(STOPPING))).isEmpty();
            assertThat(plan(1, USUAL, now(IN_PROGRESS, HEALTHY), old()))
                    .containsExactly(new Step.Remove("old"), new Step.Complete());
        }

        @Test
        void stops_first_where_nothing_may_run_beside() {
            DeploymentBounds stopFirst = new DeploymentBounds(0, 100);

            assertThat(plan(1, stopFirst, now(IN_PROGRESS), old(HEALTHY)))
                    .containsExactly(stop("old0"), new Step.Start(1, 0));
        }

        @Test
        void moves_in_steps_where_the_maximum_is_tight() {
            DeploymentBounds tight = new DeploymentBounds(100, 150);

            assertThat(plan(2, tight, now(IN_PROGRESS), old(HEALTHY, HEALTHY))).containsExactly(new Step.Start(1, 0));
            assertThat(plan(2, tight, now(IN_PROGRESS, HEALTHY), old(HEALTHY, HEALTHY)))
                    .containsExactly(stop("old0"), new Step.Start(1, 0));
        }

        @Test
        void frees_only_the_room_it_needs() {
            DeploymentBounds half = new DeploymentBounds(50, 100);

            assertThat(plan(4, half, now(IN_PROGRESS), old(HEALTHY, HEALTHY, HEALTHY, HEALTHY)))
                    .containsExactly(stop("old0", "old1"), new Step.Start(2, 0));
        }

        @Test
        void says_so_when_its_bounds_leave_no_room() {
            assertThat(plan(1, new DeploymentBounds(100, 100), now(IN_PROGRESS), old(HEALTHY)))
                    .containsExactly(new Step.Stuck());
            assertThat(plan(1, new DeploymentBounds(100, 150), now(IN_PROGRESS), old(HEALTHY)))
                    .containsExactly(new Step.Stuck());
        }

        @Test
        void ends_old_tasks_that_serve_nobody_at_once() {
            assertThat(plan(1, USUAL, now(IN_PROGRESS, STARTING), old(SETTLING, UNHEALTHY)))
                    .containsExactly(stop("old0", "old1"));
        }

        @Test
        void of_several_generations_lets_the_newest_replace_all() {
            assertThat(RolloutPlanner.plan(new ServiceView(
                            1,
                            USUAL,
                            BREAKER,
                            true,
                            now(IN_PROGRESS, HEALTHY),
                            List.of(view("old", IN_PROGRESS, 0, STARTING), view("older", COMPLETED, 0, HEALTHY)))))
                    .containsExactly(stop("old0"), stop("older0"));
        }
    }

    @Nested
    class A_failing_deployment {
        @ParameterizedTest
        @CsvSource({"1,3", "6,3", "7,4", "25,13", "400,200", "1000,200"})
        void has_a_threshold_of_half_the_desired_count(int desired, int threshold) {
            assertThat(CircuitBreaker.threshold(desired)).isEqualTo(threshold);
        }

        @Test
        void trips_the_breaker_at_the_threshold() {
            assertThat(plan(1, USUAL, view("now", IN_PROGRESS, 2), old(HEALTHY)))
                    .containsExactly(new Step.Start(1, 0));
            assertThat(plan(1, USUAL, view("now", IN_PROGRESS, 3), old(HEALTHY)))
                    .containsExactly(new Step.Fail());
        }

        @Test
        void goes_on_where_there_is_no_breaker() {
            assertThat(RolloutPlanner.plan(new ServiceView(
                            1, USUAL, CircuitBreaker.NONE, true, view("now", IN_PROGRESS, 30), List.of(old(HEALTHY)))))
                    .containsExactly(new Step.Start(1, 0));
        }

        @Test
        void starts_nothing_more_once_it_has_failed_and_leaves_the_old_tasks_alone() {
            assertThat(plan(2, USUAL, now(FAILED, UNHEALTHY), old(HEALTHY, HEALTHY)))
                    .containsExactly(new Step.Stop(List.of("now0"), true));
            assertThat(plan(2, USUAL, now(FAILED), old(HEALTHY, HEALTHY))).isEmpty();
        }
    }

    @Nested
    class A_service_in_a_steady_state {
        @Test
        void replaces_a_task_that_died() {
            assertThat(plan(2, USUAL, now(COMPLETED, HEALTHY, STOPPING))).containsExactly(new Step.Start(1, 0));
        }

        @Test
        void starts_the_replacement_of_an_unhealthy_task_first() {
            assertThat(plan(1, USUAL, now(COMPLETED, UNHEALTHY))).containsExactly(new Step.Start(1, 1));
            assertThat(plan(1, USUAL, now(COMPLETED, UNHEALTHY, SETTLING))).isEmpty();
            assertThat(plan(1, USUAL, now(COMPLETED, UNHEALTHY, HEALTHY)))
                    .containsExactly(new Step.Stop(List.of("now0"), true));
        }

        @Test
        void stops_unhealthy_tasks_one_by_one_where_there_is_no_room() {
            assertThat(plan(2, new DeploymentBounds(50, 100), now(COMPLETED, UNHEALTHY, UNHEALTHY)))
                    .containsExactly(new Step.Stop(List.of("now0"), true));
        }

        @Test
        void grows_and_shrinks() {
            assertThat(plan(3, USUAL, now(COMPLETED, HEALTHY))).containsExactly(new Step.Start(2, 0));
            assertThat(plan(1, USUAL, now(COMPLETED, HEALTHY, HEALTHY, SETTLING)))
                    .containsExactly(stop("now2", "now1"));
            assertThat(plan(0, USUAL, now(COMPLETED, HEALTHY))).containsExactly(stop("now0"));
        }

        @Test
        void leaves_well_alone() {
            assertThat(plan(2, USUAL, now(COMPLETED, HEALTHY, HEALTHY))).isEmpty();
        }
    }

    private static List<Step> plan(int desired, DeploymentBounds bounds, RolloutView primary, RolloutView... older) {
        return RolloutPlanner.plan(new ServiceView(desired, bounds, BREAKER, true, primary, Arrays.asList(older)));
    }

    private static RolloutView now(DeploymentRolloutState state, TaskPhase... tasks) {
        return view("now", state, 0, tasks);
    }

    private static RolloutView old(TaskPhase... tasks) {
        return view("old", COMPLETED, 0, tasks);
    }

    private static RolloutView view(String id, DeploymentRolloutState state, int failures, TaskPhase... tasks) {
        return new RolloutView(
                id,
                state,
                failures,
                IntStream.range(0, tasks.length)
                        .mapToObj(i -> new TaskView(id + i, tasks[i]))
                        .toList());
    }

    private static Step stop(String... tasks) {
        return new Step.Stop(List.of(tasks), false);
    }
}
