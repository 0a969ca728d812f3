package dev.greenroom.localcloud.ecs.service;

import java.util.List;

/** What the planner wants done. */
sealed interface Step {
    /** @param replacing how many of them stand in for unhealthy tasks */
    record Start(int count, int replacing) implements Step {}

    /** @param unhealthy whether they stop because they are */
    record Stop(List<String> taskArns, boolean unhealthy) implements Step {
        public Stop {
            taskArns = List.copyOf(taskArns);
        }
    }

    /** The primary deployment has failed. */
    record Fail() implements Step {}

    /** The primary deployment is all there is, and healthy. */
    record Complete() implements Step {}

    /** An older deployment has no task left. */
    record Remove(String rolloutId) implements Step {}

    /** The configuration leaves no room to go on. */
    record Stuck() implements Step {}
}
