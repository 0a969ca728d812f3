package dev.greenroom.localcloud.ecs.cluster;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.model.Emulated;
import dev.greenroom.localcloud.ecs.model.Page;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;

/** The clusters of a region and the operations on them. Thread-safe: every method holds the object's monitor. */
public final class Clusters {
    /** What requests for clusters may ask for. */
    public static final Emulated EMULATED = Emulated.members(
            "cluster",
            "clusterName",
            "tags",
            "settings",
            "capacityProviders",
            "defaultCapacityProviderStrategy",
            "configuration.executeCommandConfiguration");

    private static final String DEFAULT_NAME = "default";
    private static final String ACTIVE = "ACTIVE";
    private static final String NAME = "[a-zA-Z][a-zA-Z0-9_-]{0,254}";
    private static final Set<String> CAPACITY_PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");

    private final EcsArns arns;
    private final ResourceTags tags;
    private final ClusterContents contents;
    private final Map<String, Cluster> byName = new TreeMap<>();

    public Clusters(EcsArns arns, ResourceTags tags, ClusterContents contents) {
        this.arns = arns;
        this.tags = tags;
        this.contents = contents;
    }

    /** The active cluster of that name or ARN; the one called {@code default} when a request names none. */
    public synchronized Cluster require(@Nullable String nameOrArn) {
        return find(nameOrArn == null ? DEFAULT_NAME : nameOrArn)
                .filter(cluster -> cluster.status().equals(ACTIVE))
                .orElseThrow(EcsErrors::clusterNotFound);
    }

    public synchronized CreateClusterResponse create(CreateClusterRequest request) {
        EMULATED.check(request);
        String name = request.clusterName() == null ? DEFAULT_NAME : request.clusterName();
        if (!name.matches(NAME)) {
            throw EcsErrors.invalidParameter("Invalid identifier: Identifiers must be 255 characters or fewer,"
                    + " must begin with a letter, and must contain only letters, numbers, hyphens and underscores.");
        }
        requireKnown(request.capacityProviders());
        requireAssociated(request.defaultCapacityProviderStrategy(), request.capacityProviders());
        Optional<Cluster> existing =
                find(name).filter(cluster -> cluster.status().equals(ACTIVE));
        if (existing.isPresent()) {
            return CreateClusterResponse.builder()
                    .cluster(describe(existing.get(), Set.of()))
                    .build();
        }
        Cluster cluster = Cluster.builder()
                .clusterName(name)
                .clusterArn(arns.cluster(name))
                .status(ACTIVE)
                .settings(settings(List.of(), request.settings()))
                .configuration(request.configuration())
                .capacityProviders(request.capacityProviders())
                .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy())
                .build();
        byName.put(name, cluster);
        tags.put(cluster.clusterArn(), request.tags());
        return CreateClusterResponse.builder()
                .cluster(describe(cluster, Set.of(ClusterField.TAGS, ClusterField.SETTINGS)))
                .build();
    }

    public synchronized DescribeClustersResponse describe(DescribeClustersRequest request) {
        List<String> names = request.clusters().isEmpty() ? List.of(DEFAULT_NAME) : request.clusters();
        Set<ClusterField> include = Set.copyOf(request.include());
        var found = new ArrayList<Cluster>();
        var failures = new ArrayList<Failure>();
        for (String name : names) {
            find(name)
                    .ifPresentOrElse(
                            cluster -> found.add(describe(cluster, include)),
                            () -> failures.add(Failure.builder()
                                    .arn(arns.cluster(EcsArns.nameOf(name)))
                                    .reason("MISSING")
                                    .build()));
        }
        return DescribeClustersResponse.builder()
                .clusters(found)
                .failures(failures)
                .build();
    }

    public synchronized ListClustersResponse list(ListClustersRequest request) {
        List<String> active = byName.values().stream()
                .filter(cluster -> cluster.status().equals(ACTIVE))
                .map(Cluster::clusterArn)
                .toList();
        Page<String> page = Page.of(active, request.nextToken(), request.maxResults());
        return ListClustersResponse.builder()
                .clusterArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public synchronized UpdateClusterResponse update(UpdateClusterRequest request) {
        EMULATED.check(request);
        Cluster before = require(request.cluster());
        Cluster after = before.toBuilder()
                .settings(settings(before.settings(), request.settings()))
                .configuration(request.configuration() == null ? before.configuration() : request.configuration())
                .build();
        byName.put(after.clusterName(), after);
        return UpdateClusterResponse.builder()
                .cluster(describe(after, Set.of(ClusterField.SETTINGS, ClusterField.CONFIGURATIONS)))
                .build();
    }

    public synchronized PutClusterCapacityProvidersResponse putCapacityProviders(
            PutClusterCapacityProvidersRequest request) {
        Cluster before = require(request.cluster());
        requireKnown(request.capacityProviders());
        requireAssociated(request.defaultCapacityProviderStrategy(), request.capacityProviders());
        Cluster after = before.toBuilder()
                .capacityProviders(request.capacityProviders())
                .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy())
                .build();
        byName.put(after.clusterName(), after);
        return PutClusterCapacityProvidersResponse.builder()
                .cluster(describe(after, Set.of()))
                .build();
    }

    public synchronized DeleteClusterResponse delete(DeleteClusterRequest request) {
        Cluster cluster = require(request.cluster());
        if (contents.activeServices(cluster.clusterArn()) > 0) {
            throw EcsErrors.clusterContainsServices();
        }
        if (contents.runningTasks(cluster.clusterArn()) + contents.pendingTasks(cluster.clusterArn()) > 0) {
            throw EcsErrors.clusterContainsTasks();
        }
        Cluster deleted = cluster.toBuilder().status("INACTIVE").build();
        byName.put(deleted.clusterName(), deleted);
        tags.forget(deleted.clusterArn());
        return DeleteClusterResponse.builder()
                .cluster(describe(deleted, Set.of()))
                .build();
    }

    private Optional<Cluster> find(String nameOrArn) {
        return Optional.ofNullable(byName.get(EcsArns.nameOf(nameOrArn)));
    }

    private Cluster describe(Cluster cluster, Set<ClusterField> include) {
        String arn = cluster.clusterArn();
        Cluster.Builder described = cluster.toBuilder()
                .registeredContainerInstancesCount(0)
                .activeServicesCount(contents.activeServices(arn))
                .runningTasksCount(contents.runningTasks(arn))
                .pendingTasksCount(contents.pendingTasks(arn))
                .tags(include.contains(ClusterField.TAGS) ? tags.of(arn) : List.of());
        if (!include.contains(ClusterField.SETTINGS)) {
            described.settings(List.of());
        }
        if (!include.contains(ClusterField.CONFIGURATIONS)) {
            described.configuration((ClusterConfiguration) null);
        }
        return described.build();
    }

    private static List<ClusterSetting> settings(List<ClusterSetting> before, List<ClusterSetting> wanted) {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        return before.isEmpty()
                ? List.of(ClusterSetting.builder()
                        .name(ClusterSettingName.CONTAINER_INSIGHTS)
                        .value("disabled")
                        .build())
                : before;
    }

    private static void requireKnown(List<String> capacityProviders) {
        for (String name : capacityProviders) {
            if (!CAPACITY_PROVIDERS.contains(name)) {
                throw EcsErrors.invalidParameter(
                        "The specified capacity provider '%s' was not found. Specify a valid name or ARN and try again."
                                .formatted(name));
            }
        }
    }

    private static void requireAssociated(List<CapacityProviderStrategyItem> strategy, List<String> associated) {
        if (strategy.stream().anyMatch(item -> !associated.contains(item.capacityProvider()))) {
            throw EcsErrors.invalidParameter("The capacity provider strategy cannot contain a capacity provider that is"
                    + " not associated with the cluster. Associate the capacity provider with the cluster and try"
                    + " again.");
        }
    }
}
