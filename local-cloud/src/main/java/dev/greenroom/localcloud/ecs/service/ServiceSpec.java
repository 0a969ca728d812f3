package dev.greenroom.localcloud.ecs.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;

/**
 * What is wanted of a service beside what its tasks are made from.
 *
 * @param deployment with AWS's defaults filled in
 */
record ServiceSpec(
        int desiredCount,
        DeploymentConfiguration deployment,
        @Nullable Integer healthCheckGracePeriodSeconds,
        AvailabilityZoneRebalancing zoneRebalancing,
        PropagateTags propagateTags,
        boolean managedTags,
        boolean executeCommand) {
    DeploymentBounds bounds() {
        return new DeploymentBounds(deployment.minimumHealthyPercent(), deployment.maximumPercent());
    }

    CircuitBreaker breaker() {
        return CircuitBreaker.of(deployment.deploymentCircuitBreaker());
    }

    Duration gracePeriod() {
        return Duration.ofSeconds(healthCheckGracePeriodSeconds == null ? 0 : healthCheckGracePeriodSeconds);
    }
}
