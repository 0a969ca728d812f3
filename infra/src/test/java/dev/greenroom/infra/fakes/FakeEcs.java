package dev.greenroom.infra.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Services that run an image each, and tasks that stopped. The task definition of a service is its image. */
public final class FakeEcs implements EcsClient {
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, List<Task>> stopped = new LinkedHashMap<>();

    /** A service that runs as it should. */
    public void hasService(String name, String image) {
        hasService(name, image, 1, DeploymentRolloutState.COMPLETED);
    }

    /** A service whose tasks were stopped. */
    public void hasIdleService(String name, String image) {
        hasService(name, image, 0, 0, DeploymentRolloutState.COMPLETED);
    }

    public void hasService(String name, String image, int running, DeploymentRolloutState rollout) {
        hasService(name, image, 1, running, rollout);
    }

    private void hasService(String name, String image, int desired, int running, DeploymentRolloutState rollout) {
        services.put(
                name,
                Service.builder()
                        .serviceName(name)
                        .status("ACTIVE")
                        .taskDefinition(image)
                        .desiredCount(desired)
                        .runningCount(running)
                        .deployments(Deployment.builder()
                                .rolloutState(rollout)
                                .taskDefinition(image)
                                .build())
                        .build());
    }

    public void hasStoppedTask(
            String family, String id, String image, String reason, @Nullable Integer exitCode, int second) {
        var container = Container.builder().image(image).exitCode(exitCode).build();
        hasStoppedTask(family, id, reason, second, container);
    }

    public void hasStoppedTask(String family, String id, String reason, int second, Container container) {
        stopped.computeIfAbsent(family, ignored -> new ArrayList<>())
                .add(Task.builder()
                        .taskArn("arn:aws:ecs:eu-central-1:000000000000:task/cluster/" + id)
                        .stoppedReason(reason)
                        .createdAt(Instant.EPOCH.plusSeconds(second))
                        .containers(container)
                        .build());
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        return DescribeServicesResponse.builder()
                .services(request.services().stream()
                        .filter(services::containsKey)
                        .map(services::get)
                        .toList())
                .build();
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        var container =
                ContainerDefinition.builder().image(request.taskDefinition()).build();
        return DescribeTaskDefinitionResponse.builder()
                .taskDefinition(
                        TaskDefinition.builder().containerDefinitions(container).build())
                .build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return ListTasksResponse.builder()
                .taskArns(stopped.getOrDefault(request.family(), List.of()).stream()
                        .map(Task::taskArn)
                        .toList())
                .build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return DescribeTasksResponse.builder()
                .tasks(stopped.values().stream()
                        .flatMap(List::stream)
                        .filter(task -> request.tasks().contains(task.taskArn()))
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return "ecs";
    }

    @Override
    public void close() {}
}
