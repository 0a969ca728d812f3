package dev.greenroom.localcloud.ecs.service;

import java.util.List;

/**
 * A service as the planner sees it.
 *
 * @param mayStart whether the throttle lets tasks start
 * @param primary the deployment that is wanted
 * @param older those that it replaces
 */
record ServiceView(
        int desired,
        DeploymentBounds bounds,
        CircuitBreaker breaker,
        boolean mayStart,
        RolloutView primary,
        List<RolloutView> older) {
    ServiceView {
        older = List.copyOf(older);
    }
}
