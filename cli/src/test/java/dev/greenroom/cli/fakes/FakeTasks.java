package dev.greenroom.cli.fakes;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks that were stopped. */
public final class FakeTasks implements EcsClient {
    private final List<Task> stopped = new CopyOnWriteArrayList<>();

    public void stopped(String family, String id, String image, String reason, int exitCode) {
        stopped.add(Task.builder()
                .taskArn("arn:aws:ecs:us-east-1:000000000000:task/cluster/" + id)
                .group("family:" + family)
                .createdAt(Instant.EPOCH)
                .stoppedReason(reason)
                .containers(Container.builder().image(image).exitCode(exitCode).build())
                .build());
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return ListTasksResponse.builder()
                .taskArns(stopped.stream()
                        .filter(task -> request.desiredStatus() == DesiredStatus.STOPPED)
                        .filter(task -> task.group().equals("family:" + request.family()))
                        .map(Task::taskArn)
                        .toList())
                .build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return DescribeTasksResponse.builder()
                .tasks(stopped.stream()
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
