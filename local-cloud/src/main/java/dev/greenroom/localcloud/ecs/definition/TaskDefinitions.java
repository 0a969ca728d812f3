package dev.greenroom.localcloud.ecs.definition;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.model.Emulated;
import dev.greenroom.localcloud.ecs.model.Page;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The task definitions of a region and the operations on them. Thread-safe: every method holds the monitor. */
public final class TaskDefinitions {
    /** What a task definition may ask for. */
    public static final Emulated EMULATED = Emulated.members(
            "family",
            "taskRoleArn",
            "executionRoleArn",
            "networkMode",
            "requiresCompatibilities",
            "cpu",
            "memory",
            "tags",
            "ephemeralStorage",
            "runtimePlatform",
            "containerDefinitions.name",
            "containerDefinitions.image",
            "containerDefinitions.cpu",
            "containerDefinitions.memory",
            "containerDefinitions.memoryReservation",
            "containerDefinitions.links",
            "containerDefinitions.portMappings.containerPort",
            "containerDefinitions.portMappings.hostPort",
            "containerDefinitions.portMappings.protocol",
            "containerDefinitions.portMappings.name",
            "containerDefinitions.portMappings.appProtocol",
            "containerDefinitions.essential",
            "containerDefinitions.entryPoint",
            "containerDefinitions.command",
            "containerDefinitions.environment",
            "containerDefinitions.secrets",
            "containerDefinitions.dependsOn",
            "containerDefinitions.startTimeout",
            "containerDefinitions.stopTimeout",
            "containerDefinitions.versionConsistency",
            "containerDefinitions.readonlyRootFilesystem",
            "containerDefinitions.dockerLabels",
            "containerDefinitions.ulimits",
            "containerDefinitions.linuxParameters.initProcessEnabled",
            "containerDefinitions.logConfiguration.logDriver",
            "containerDefinitions.logConfiguration.options");

    private final EcsArns arns;
    private final ResourceTags tags;
    private final Clock clock;
    private final DefinitionValidation validation;
    private final Map<String, TreeMap<Integer, TaskDefinition>> families = new TreeMap<>();
    private final Map<String, Integer> latestRevisions = new HashMap<>();

    public TaskDefinitions(EcsArns arns, ResourceTags tags, Clock clock) {
        this.arns = arns;
        this.tags = tags;
        this.clock = clock;
        this.validation = new DefinitionValidation(arns.scope().region());
    }

    /** The active task definition that a service or task may be made from: family, family and revision, or ARN. */
    public synchronized TaskDefinition requireActive(@Nullable String reference) {
        if (reference == null || reference.isBlank()) {
            throw EcsErrors.client("TaskDefinition should not be null or empty.");
        }
        TaskDefinition found =
                find(reference).orElseThrow(() -> EcsErrors.client("Unable to find task definition: " + reference));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return found;
    }

    public synchronized RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request) {
        FargateSize size = validation.check(request);
        int revision = latestRevisions.merge(request.family(), 1, Integer::sum);
        TaskDefinition definition = TaskDefinition.builder()
                .taskDefinitionArn(arns.taskDefinition(request.family(), revision))
                .family(request.family())
                .revision(revision)
                .status(TaskDefinitionStatus.ACTIVE)
                .cpu(String.valueOf(size.cpu()))
                .memory(String.valueOf(size.memory()))
                .networkMode(request.networkMode())
                .taskRoleArn(request.taskRoleArn())
                .executionRoleArn(request.executionRoleArn())
                .containerDefinitions(request.containerDefinitions().stream()
                        .map(ContainerDefaults::fill)
                        .toList())
                .volumes(List.of())
                .placementConstraints(List.of())
                .compatibilities(Compatibility.EC2, Compatibility.FARGATE)
                .requiresCompatibilities(request.requiresCompatibilities())
                .runtimePlatform(request.runtimePlatform())
                .ephemeralStorage(request.ephemeralStorage())
                .registeredAt(clock.instant())
                .registeredBy("arn:%s:iam::%s:root"
                        .formatted(arns.scope().partition(), arns.scope().accountId()))
                .build();
        put(definition);
        tags.put(definition.taskDefinitionArn(), request.tags());
        return RegisterTaskDefinitionResponse.builder()
                .taskDefinition(definition)
                .tags(request.tags())
                .build();
    }

    public synchronized DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request) {
        TaskDefinition definition = find(request.taskDefinition())
                .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
        boolean withTags = request.include().contains(TaskDefinitionField.TAGS);
        return DescribeTaskDefinitionResponse.builder()
                .taskDefinition(definition)
                .tags(withTags ? tags.of(definition.taskDefinitionArn()) : null)
                .build();
    }

    public synchronized ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) {
        TaskDefinitionStatus status = request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
        var found = new ArrayList<>(all().filter(each -> each.status() == status)
                .filter(each -> request.familyPrefix() == null || each.family().equals(request.familyPrefix()))
                .map(TaskDefinition::taskDefinitionArn)
                .toList());
        if (request.sort() == SortOrder.DESC) {
            Collections.reverse(found);
        }
        Page<String> page = Page.of(found, request.nextToken(), request.maxResults());
        return ListTaskDefinitionsResponse.builder()
                .taskDefinitionArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public synchronized ListTaskDefinitionFamiliesResponse listFamilies(ListTaskDefinitionFamiliesRequest request) {
        String prefix = request.familyPrefix() == null ? "" : request.familyPrefix();
        List<String> found = families.entrySet().stream()
                .filter(family -> family.getKey().startsWith(prefix))
                .filter(family -> matches(request.status(), family.getValue().values()))
                .map(Map.Entry::getKey)
                .toList();
        Page<String> page = Page.of(found, request.nextToken(), request.maxResults());
        return ListTaskDefinitionFamiliesResponse.builder()
                .families(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public synchronized DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request) {
        String reference = request.taskDefinition();
        if (reference == null || !EcsArns.nameOf(reference).contains(":")) {
            throw EcsErrors.client("Invalid revision number. Number: null");
        }
        TaskDefinition inactive = find(reference)
                .orElseThrow(() -> EcsErrors.client("The specified task definition does not exist."))
                .toBuilder()
                .status(TaskDefinitionStatus.INACTIVE)
                .deregisteredAt(clock.instant())
                .build();
        put(inactive);
        return DeregisterTaskDefinitionResponse.builder()
                .taskDefinition(inactive)
                .build();
    }

    /** Removes deregistered revisions; the numbers are never used again. */
    public synchronized DeleteTaskDefinitionsResponse delete(DeleteTaskDefinitionsRequest request) {
        var deleted = new ArrayList<TaskDefinition>();
        var failures = new ArrayList<Failure>();
        for (String reference : request.taskDefinitions()) {
            Optional<TaskDefinition> found = find(reference);
            if (found.isEmpty()) {
                failures.add(failure(reference, "The specified task definition does not exist."));
            } else if (found.get().status() == TaskDefinitionStatus.ACTIVE) {
                failures.add(failure(
                        found.get().taskDefinitionArn(),
                        "The specified task definition is still in ACTIVE status. Please deregister the target and try"
                                + " again."));
            } else {
                deleted.add(remove(found.get()));
            }
        }
        return DeleteTaskDefinitionsResponse.builder()
                .taskDefinitions(deleted)
                .failures(failures)
                .build();
    }

    private TaskDefinition remove(TaskDefinition definition) {
        families.getOrDefault(definition.family(), new TreeMap<>()).remove(definition.revision());
        tags.forget(definition.taskDefinitionArn());
        return definition.toBuilder()
                .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
                .build();
    }

    private static Failure failure(String arn, String reason) {
        return Failure.builder().arn(arn).reason(reason).build();
    }

    private void put(TaskDefinition definition) {
        families.computeIfAbsent(definition.family(), family -> new TreeMap<>()).put(definition.revision(), definition);
    }

    private Stream<TaskDefinition> all() {
        return families.values().stream().flatMap(family -> family.values().stream());
    }

    private Optional<TaskDefinition> find(String reference) {
        String[] parts = EcsArns.nameOf(reference).split(":", 2);
        TreeMap<Integer, TaskDefinition> family = families.getOrDefault(parts[0], new TreeMap<>());
        if (parts.length == 1) {
            return family.values().stream()
                    .filter(each -> each.status() == TaskDefinitionStatus.ACTIVE)
                    .max(Comparator.comparing(TaskDefinition::revision));
        }
        return parts[1].matches("\\d{1,9}")
                ? Optional.ofNullable(family.get(Integer.valueOf(parts[1])))
                : Optional.empty();
    }

    private static boolean matches(@Nullable TaskDefinitionFamilyStatus wanted, Collection<TaskDefinition> revisions) {
        boolean active = revisions.stream().anyMatch(each -> each.status() == TaskDefinitionStatus.ACTIVE);
        return wanted == null
                || wanted == TaskDefinitionFamilyStatus.ALL
                || active == (wanted == TaskDefinitionFamilyStatus.ACTIVE);
    }
}
