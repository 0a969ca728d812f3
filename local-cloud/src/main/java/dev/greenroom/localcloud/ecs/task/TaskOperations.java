package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.cluster.Clusters;
import dev.greenroom.localcloud.ecs.definition.TaskDefinitions;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.model.Emulated;
import dev.greenroom.localcloud.ecs.model.Page;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The operations on tasks. */
public final class TaskOperations {
    private static final int MAX_COUNT = 10;
    private static final Emulated RUN = Emulated.members(
            "capacityProviderStrategy",
            "cluster",
            "count",
            "enableECSManagedTags",
            "enableExecuteCommand",
            "group",
            "launchType",
            "networkConfiguration",
            "overrides.containerOverrides.name",
            "overrides.containerOverrides.command",
            "overrides.containerOverrides.environment",
            "overrides.containerOverrides.cpu",
            "overrides.containerOverrides.memory",
            "overrides.containerOverrides.memoryReservation",
            "overrides.cpu",
            "overrides.memory",
            "overrides.executionRoleArn",
            "overrides.taskRoleArn",
            "overrides.ephemeralStorage",
            "platformVersion",
            "propagateTags",
            "referenceId",
            "startedBy",
            "tags",
            "taskDefinition",
            "clientToken");

    private final Tasks tasks;
    private final TaskRoles roles;
    private final Subnets subnets;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final EcsArns arns;
    private final ResourceTags tags;
    private final Map<String, List<String>> byClientToken = new ConcurrentHashMap<>();

    TaskOperations(
            Tasks tasks,
            TaskRoles roles,
            Subnets subnets,
            Clusters clusters,
            TaskDefinitions definitions,
            EcsArns arns,
            ResourceTags tags) {
        this.tasks = tasks;
        this.roles = roles;
        this.subnets = subnets;
        this.clusters = clusters;
        this.definitions = definitions;
        this.arns = arns;
        this.tags = tags;
    }

    public RunTaskResponse run(RunTaskRequest request) {
        RUN.check(request);
        if (request.clientToken() == null) {
            return started(launch(request));
        }
        List<String> taskArns = byClientToken.computeIfAbsent(
                request.clientToken(),
                token -> launch(request).stream().map(Task::taskArn).toList());
        return started(
                taskArns.stream().map(tasks::find).flatMap(Optional::stream).toList());
    }

    public StopTaskResponse stop(StopTaskRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        Task task = find(cluster, request.task())
                .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
        String reason = request.reason() == null ? "Task stopped by user" : request.reason();
        tasks.stop(task.taskArn(), TaskStopCode.USER_INITIATED, reason);
        return StopTaskResponse.builder()
                .task(tasks.find(task.taskArn()).orElse(task))
                .build();
    }

    public DescribeTasksResponse describe(DescribeTasksRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        boolean withTags = request.include().contains(TaskField.TAGS);
        var found = new ArrayList<Task>();
        var failures = new ArrayList<Failure>();
        for (String reference : request.tasks()) {
            find(cluster, reference)
                    .ifPresentOrElse(
                            task -> found.add(withTags ? withTags(task) : task),
                            () -> failures.add(Failure.builder()
                                    .arn(arns.task(cluster.clusterName(), EcsArns.nameOf(reference)))
                                    .reason("MISSING")
                                    .build()));
        }
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    public ListTasksResponse list(ListTasksRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        if (request.containerInstance() != null) {
            throw EcsErrors.invalidParameter("There are no container instances: tasks run on Fargate.");
        }
        List<String> found = tasks.all().stream()
                .filter(task -> task.clusterArn().equals(cluster.clusterArn()))
                .filter(filter(request))
                .sorted(Comparator.comparing(Task::createdAt))
                .map(Task::taskArn)
                .toList();
        Page<String> page = Page.of(found, request.nextToken(), request.maxResults());
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static Predicate<Task> filter(ListTasksRequest request) {
        DesiredStatus desired = request.desiredStatus() == null ? DesiredStatus.RUNNING : request.desiredStatus();
        return task -> task.desiredStatus().equals(desired.name())
                && (request.family() == null || family(task).equals(request.family()))
                && (request.serviceName() == null
                        || task.group().equals("service:" + EcsArns.nameOf(request.serviceName())))
                && (request.startedBy() == null || request.startedBy().equals(task.startedBy()))
                && (request.launchType() == null || request.launchType() == task.launchType());
    }

    private static String family(Task task) {
        return EcsArns.nameOf(task.taskDefinitionArn()).split(":")[0];
    }

    private List<Task> launch(RunTaskRequest request) {
        Cluster cluster = clusters.require(request.cluster());
        TaskDefinition definition = definitions.requireActive(request.taskDefinition());
        int count = request.count() == null ? 1 : request.count();
        if (count < 1 || count > MAX_COUNT) {
            throw EcsErrors.invalidParameter("Count must be between 1 and %d.".formatted(MAX_COUNT));
        }
        if (request.group() != null && request.group().startsWith("service:")) {
            throw EcsErrors.invalidParameter("Invalid namespace for group.");
        }
        TaskLaunch launch = describe(request, cluster, definition);
        requireRoles(launch);
        return IntStream.range(0, count).mapToObj(i -> tasks.launch(launch)).toList();
    }

    private TaskLaunch describe(RunTaskRequest request, Cluster cluster, TaskDefinition definition) {
        FargatePlacement placement =
                FargatePlacement.of(cluster, request.launchType(), request.capacityProviderStrategy());
        FargatePlatform.require(request.platformVersion());
        TaskOverride overrides =
                request.overrides() == null ? TaskOverride.builder().build() : request.overrides();
        requireContainers(overrides, definition);
        var network = FargatePlacement.network(request.networkConfiguration());
        subnets.require(network.subnets());
        return new TaskLaunch(
                cluster.clusterArn(),
                definition,
                overrides,
                network,
                request.group() == null ? "family:" + definition.family() : request.group(),
                request.startedBy(),
                placement.capacityProvider(),
                Boolean.TRUE.equals(request.enableExecuteCommand()),
                tags(request, cluster, definition),
                List.of(),
                Map.of());
    }

    private List<Tag> tags(RunTaskRequest request, Cluster cluster, TaskDefinition definition) {
        var all = new LinkedHashMap<String, Tag>();
        Stream<Tag> propagated = request.propagateTags() == PropagateTags.TASK_DEFINITION
                ? tags.ofUser(definition.taskDefinitionArn()).stream()
                : Stream.empty();
        Stream.concat(propagated, request.tags().stream()).forEach(tag -> all.put(tag.key(), tag));
        if (Boolean.TRUE.equals(request.enableECSManagedTags())) {
            all.put(
                    "aws:ecs:clusterName",
                    Tag.builder()
                            .key("aws:ecs:clusterName")
                            .value(cluster.clusterName())
                            .build());
        }
        return List.copyOf(all.values());
    }

    private static void requireContainers(TaskOverride overrides, TaskDefinition definition) {
        List<String> names = definition.containerDefinitions().stream()
                .map(ContainerDefinition::name)
                .toList();
        overrides.containerOverrides().stream()
                .map(ContainerOverride::name)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw EcsErrors.invalidParameter(
                            "Override for container named %s is not a container in the TaskDefinition."
                                    .formatted(name));
                });
    }

    private void requireRoles(TaskLaunch launch) {
        for (Optional<String> role : List.of(launch.taskRole(), launch.executionRole())) {
            try {
                if (role.isPresent()) {
                    roles.requireAssumable(role.get());
                }
            } catch (TaskStartException e) {
                throw EcsErrors.client(String.valueOf(e.getMessage()));
            }
        }
    }

    private Optional<Task> find(Cluster cluster, String idOrArn) {
        return tasks.find(arns.task(cluster.clusterName(), EcsArns.nameOf(idOrArn)));
    }

    private Task withTags(Task task) {
        return task.toBuilder().tags(tags.of(task.taskArn())).build();
    }

    private static RunTaskResponse started(List<Task> tasks) {
        return RunTaskResponse.builder().tasks(tasks).failures(List.of()).build();
    }
}
