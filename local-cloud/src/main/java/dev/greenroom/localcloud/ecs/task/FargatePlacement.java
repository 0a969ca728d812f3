package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * On what tasks run: Fargate by launch type, or by a capacity provider strategy of the request or the cluster.
 *
 * @param strategy empty when the launch type decides
 */
public record FargatePlacement(List<CapacityProviderStrategyItem> strategy) {
    public FargatePlacement {
        strategy = List.copyOf(strategy);
    }

    public static FargatePlacement of(
            Cluster cluster, @Nullable LaunchType launchType, List<CapacityProviderStrategyItem> strategy) {
        if (launchType != null && !strategy.isEmpty()) {
            throw EcsErrors.invalidParameter(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                            + " again.");
        }
        if (launchType == LaunchType.FARGATE) {
            return new FargatePlacement(List.of());
        }
        List<CapacityProviderStrategyItem> chosen =
                strategy.isEmpty() ? cluster.defaultCapacityProviderStrategy() : strategy;
        if (launchType != null || chosen.isEmpty()) {
            String name = launchType == null ? "EC2 (the default without launchType)" : String.valueOf(launchType);
            throw EcsErrors.notEmulated("Launch type " + name);
        }
        if (chosen.stream().anyMatch(item -> !cluster.capacityProviders().contains(item.capacityProvider()))) {
            throw EcsErrors.invalidParameter("The specified capacity provider strategy cannot contain a capacity"
                    + " provider that is not associated with the cluster. Associate the capacity provider with the"
                    + " cluster and try again.");
        }
        return new FargatePlacement(chosen);
    }

    /** The network of a task, which Fargate requires. */
    public static AwsVpcConfiguration network(@Nullable NetworkConfiguration network) {
        if (network == null || network.awsvpcConfiguration() == null) {
            throw EcsErrors.invalidParameter(
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        return network.awsvpcConfiguration();
    }

    public Optional<LaunchType> launchType() {
        return strategy.isEmpty() ? Optional.of(LaunchType.FARGATE) : Optional.empty();
    }

    /** The provider with the greatest say; both are the same machine here. */
    public @Nullable String capacityProvider() {
        return strategy.stream()
                .max(Comparator.<CapacityProviderStrategyItem>comparingInt(
                                item -> item.base() == null ? 0 : item.base())
                        .thenComparingInt(item -> item.weight() == null ? 0 : item.weight()))
                .map(CapacityProviderStrategyItem::capacityProvider)
                .orElse(null);
    }
}
