package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/** Task metadata, version 4. */
final class TaskMetadata {
    private static final double UNITS_PER_VCPU = 1024;

    private final Tasks tasks;
    private final ResourceTags tags;

    TaskMetadata(Tasks tasks, ResourceTags tags) {
        this.tasks = tasks;
        this.tags = tags;
    }

    /** @param what empty for the container itself, {@code task} or {@code taskWithTags} */
    Optional<Map<String, Object>> find(String containerId, String what) {
        return tasks.findByContainer(containerId).flatMap(entry -> switch (what) {
            case "" ->
                entry.description().containers().stream()
                        .filter(each -> EcsArns.nameOf(each.containerArn()).equals(containerId))
                        .findFirst()
                        .map(container -> describe(entry, container));
            case "task" -> Optional.of(describe(entry));
            case "taskWithTags" -> Optional.of(describeWithTags(entry));
            default -> Optional.empty();
        });
    }

    private Map<String, Object> describeWithTags(TaskEntry entry) {
        Map<String, Object> json = describe(entry);
        json.put(
                "TaskTags",
                tags.of(entry.description().taskArn()).stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        return json;
    }

    private Map<String, Object> describe(TaskEntry entry) {
        Task task = entry.description();
        var json = new LinkedHashMap<String, Object>();
        json.put("Cluster", task.clusterArn());
        put(
                json,
                "ServiceName",
                task.group().startsWith("service:") ? task.group().substring("service:".length()) : null);
        json.put("TaskARN", task.taskArn());
        json.put("Family", entry.launch().definition().family());
        json.put("Revision", String.valueOf(entry.launch().definition().revision()));
        json.put("DesiredStatus", task.desiredStatus());
        json.put("KnownStatus", task.lastStatus());
        json.put("Limits", Map.of("CPU", Integer.parseInt(task.cpu()) / UNITS_PER_VCPU, "Memory", memory(task)));
        put(json, "PullStartedAt", task.pullStartedAt());
        put(json, "PullStoppedAt", task.pullStoppedAt());
        put(json, "AvailabilityZone", task.availabilityZone());
        json.put("LaunchType", task.launchTypeAsString());
        json.put(
                "Containers",
                task.containers().stream()
                        .map(container -> describe(entry, container))
                        .toList());
        return json;
    }

    private static int memory(Task task) {
        return Integer.parseInt(task.memory());
    }

    private Map<String, Object> describe(TaskEntry entry, Container container) {
        Task task = entry.description();
        ContainerDefinition definition = entry.launch().definition().containerDefinitions().stream()
                .filter(each -> each.name().equals(container.name()))
                .findFirst()
                .orElseThrow();
        var json = new LinkedHashMap<String, Object>();
        json.put("DockerId", "%s-%s".formatted(container.name(), entry.id()));
        json.put("Name", container.name());
        json.put("DockerName", container.name());
        json.put("Image", container.image());
        put(json, "ImageID", container.imageDigest());
        json.put("Labels", labels(entry, container, definition));
        json.put("DesiredStatus", task.desiredStatus());
        json.put("KnownStatus", container.lastStatus());
        json.put("Limits", Map.of("CPU", definition.cpu()));
        json.put("CreatedAt", task.createdAt().toString());
        put(json, "StartedAt", task.startedAt());
        json.put("Type", "NORMAL");
        if (definition.logConfiguration() != null) {
            json.put("LogDriver", definition.logConfiguration().logDriverAsString());
            json.put("LogOptions", definition.logConfiguration().options());
        }
        json.put("ContainerARN", container.containerArn());
        json.put("Networks", List.of(network(task, container)));
        return json;
    }

    private static Map<String, String> labels(TaskEntry entry, Container container, ContainerDefinition definition) {
        var labels = new LinkedHashMap<>(definition.dockerLabels());
        labels.put("com.amazonaws.ecs.cluster", entry.launch().clusterArn());
        labels.put("com.amazonaws.ecs.container-name", container.name());
        labels.put("com.amazonaws.ecs.task-arn", container.taskArn());
        labels.put(
                "com.amazonaws.ecs.task-definition-family",
                entry.launch().definition().family());
        labels.put(
                "com.amazonaws.ecs.task-definition-version",
                String.valueOf(entry.launch().definition().revision()));
        return labels;
    }

    private static Map<String, Object> network(Task task, Container container) {
        var json = new LinkedHashMap<String, Object>();
        json.put("NetworkMode", "awsvpc");
        json.put(
                "IPv4Addresses",
                container.networkInterfaces().stream()
                        .map(NetworkInterface::privateIpv4Address)
                        .toList());
        task.attachments().stream()
                .map(Attachment::details)
                .flatMap(List::stream)
                .filter(detail ->
                        detail.name().equals("macAddress") || detail.name().equals("privateDnsName"))
                .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value))
                .forEach((name, value) -> json.put(name.equals("macAddress") ? "MACAddress" : "PrivateDNSName", value));
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
