package dev.greenroom.localcloud.ecs.definition;

import dev.greenroom.localcloud.ecs.model.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Checks a task definition as Fargate does when it is registered. */
final class DefinitionValidation {
    private static final String FAMILY = "[a-zA-Z0-9_-]{1,255}";
    private static final String ROLE = "arn:[a-z-]+:iam::\\d{12}:role/.+";
    private static final String ECR_IMAGE = ".*\\.dkr\\.ecr\\..*|localhost(:\\d+)?/.*";

    private final ContainerValidation containers;

    DefinitionValidation(String region) {
        this.containers = new ContainerValidation(region);
    }

    /** Returns the size that the task definition asks for. */
    FargateSize check(RegisterTaskDefinitionRequest request) {
        TaskDefinitions.EMULATED.check(request);
        if (request.family() == null || request.family().isEmpty()) {
            throw EcsErrors.client("Family should not be null or empty.");
        }
        if (!request.family().matches(FAMILY)) {
            throw EcsErrors.client("Family contains invalid characters.");
        }
        containers.check(request.containerDefinitions());
        checkCompatibility(request);
        FargateSize size = FargateSize.parse(request.cpu(), request.memory());
        request.containerDefinitions().forEach(container -> checkFits(container, size));
        checkRoles(request);
        return size;
    }

    private static void checkCompatibility(RegisterTaskDefinitionRequest request) {
        if (!request.requiresCompatibilities().isEmpty()
                && !request.requiresCompatibilities().contains(Compatibility.FARGATE)) {
            throw EcsErrors.notEmulated("requiresCompatibilities " + request.requiresCompatibilitiesAsStrings());
        }
        if (request.networkMode() != NetworkMode.AWSVPC) {
            throw EcsErrors.client("Fargate only supports network mode ‘awsvpc’.");
        }
        if (request.runtimePlatform() != null
                && request.runtimePlatform().operatingSystemFamily() != null
                && request.runtimePlatform().operatingSystemFamily() != OSFamily.LINUX) {
            throw EcsErrors.notEmulated("runtimePlatform.operatingSystemFamily "
                    + request.runtimePlatform().operatingSystemFamilyAsString());
        }
    }

    private static void checkFits(ContainerDefinition container, FargateSize size) {
        requireAtMost(container.name(), "memory", container.memory(), size.memory());
        requireAtMost(container.name(), "memoryReservation", container.memoryReservation(), size.memory());
        requireAtMost(container.name(), "cpu", container.cpu(), size.cpu());
    }

    private static void requireAtMost(String container, String setting, @Nullable Integer value, int limit) {
        if (value != null && value > limit) {
            throw EcsErrors.client("Invalid setting for container '%s'. '%s' %d exceeds that of the task, %d."
                    .formatted(container, setting, value, limit));
        }
    }

    private static void checkRoles(RegisterTaskDefinitionRequest request) {
        requireRole(request.taskRoleArn());
        requireRole(request.executionRoleArn());
        if (request.executionRoleArn() != null) {
            return;
        }
        for (ContainerDefinition container : request.containerDefinitions()) {
            if (container.logConfiguration() != null) {
                throw needsExecutionRole("log driver awslogs");
            }
            if (!container.secrets().isEmpty()) {
                throw EcsErrors.client(
                        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
            }
            if (container.image().matches(ECR_IMAGE)) {
                throw needsExecutionRole("ECR images");
            }
        }
    }

    private static void requireRole(@Nullable String arn) {
        if (arn != null && !arn.matches(ROLE)) {
            throw EcsErrors.client("Role is not valid");
        }
    }

    private static RuntimeException needsExecutionRole(String what) {
        return EcsErrors.client(
                "Fargate requires task definition to have execution role ARN to support %s.".formatted(what));
    }
}
