package dev.greenroom.localcloud.cloudformation;

import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.DELETE_COMPLETE;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.DELETE_FAILED;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.DELETE_IN_PROGRESS;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.DELETE_SKIPPED;

import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import dev.greenroom.localcloud.cloudformation.template.Policy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Deletes single resources, as far as their policies let it. */
final class ResourceRemoval {
    private static final String NO_SNAPSHOT =
            "Deleted without the snapshot that its policy asks for: " + "snapshots are not emulated";

    private final Engine engine;
    private final Stack stack;
    private final FailureReason failureReason;

    ResourceRemoval(Engine engine, Stack stack) {
        this.engine = engine;
        this.stack = stack;
        this.failureReason = new FailureReason(engine.ids());
    }

    /** How a deletion is told of. */
    interface Telling {
        void event(StackResource resource, ResourceStatus status, @Nullable String reason);
    }

    /** @param tries how often it is tried before the resource counts as failed */
    Outcome remove(StackResource resource, Policy policy, int tries, Telling telling) {
        if (policy == Policy.RETAIN || policy == Policy.RETAIN_EXCEPT_ON_CREATE) {
            telling.event(resource, DELETE_SKIPPED, null);
            return Outcome.DONE;
        }
        if (resource.state().isEmpty()) {
            telling.event(resource, DELETE_COMPLETE, null);
            return Outcome.DONE;
        }
        telling.event(resource, DELETE_IN_PROGRESS, policy == Policy.SNAPSHOT ? NO_SNAPSHOT : null);
        return delete(resource, tries, telling);
    }

    private Outcome delete(StackResource resource, int tries, Telling telling) {
        String reason = "";
        for (int attempt = 0; attempt < tries; attempt++) {
            try {
                engine.types()
                        .get(resource.type())
                        .delete(request(resource), resource.state().orElseThrow());
                telling.event(resource, DELETE_COMPLETE, null);
                return Outcome.DONE;
            } catch (InterruptedException | AbortedException e) {
                Thread.currentThread().interrupt();
                reason = "Resource deletion cancelled";
                break;
            } catch (RuntimeException e) {
                reason = failureReason.of(resource, e);
            }
        }
        telling.event(resource, DELETE_FAILED, reason);
        return Outcome.FAILED;
    }

    private ResourceRequest request(StackResource resource) {
        Properties properties = resource.source().properties().real();
        return new EngineRequest(
                engine.scope(),
                engine.actingRole(),
                stack.name(),
                stack.id(),
                resource.logicalId(),
                properties,
                properties,
                resource.source().tags(),
                new GeneratedName(
                        stack.name(), resource.logicalId(), engine.ids().suffix()),
                physicalId -> {});
    }
}
