package dev.greenroom.localcloud.cloudformation;

import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.CREATE_COMPLETE;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.CREATE_FAILED;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.CREATE_IN_PROGRESS;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.UPDATE_COMPLETE;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.UPDATE_FAILED;
import static software.amazon.awssdk.services.cloudformation.model.ResourceStatus.UPDATE_IN_PROGRESS;

import dev.greenroom.localcloud.cloudformation.GraphRun.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Makes and changes single resources, and writes down how that goes. */
final class ResourceWork {
    private static final String INITIATED = "Resource creation Initiated";
    private static final String NEEDS_REPLACEMENT =
            "Requested update requires the creation of a new physical resource; hence creating one.";

    private final Engine engine;
    private final Journal journal;
    private final FailureReason failureReason;

    ResourceWork(Engine engine, Journal journal) {
        this.engine = engine;
        this.journal = journal;
        this.failureReason = new FailureReason(engine.ids());
    }

    Outcome create(String logicalId, String type, StackResource.Source source) {
        var change = new StackResource.Change(CREATE_IN_PROGRESS, Optional.empty(), journal.now());
        var resource = new StackResource(logicalId, type, change, Optional.empty(), source);
        journal.resource(resource, CREATE_IN_PROGRESS, null);
        return attempt(resource, "Resource creation cancelled", CREATE_FAILED, () -> {
            var announced = new AtomicBoolean();
            Consumer<String> announcement = physicalId -> {
                if (announced.compareAndSet(false, true)) {
                    journal.resource(resource.with(ResourceState.of(physicalId)), CREATE_IN_PROGRESS, INITIATED);
                }
            };
            ResourceState made = make(type, request(resource, source, Properties.NONE, announcement));
            announcement.accept(made.physicalId());
            journal.resource(resource.with(made), CREATE_COMPLETE, null);
        });
    }

    /** Changes a resource in place, if more than its metadata differs. */
    Outcome update(StackResource before, StackResource.Source source) {
        StackResource resource = before.with(source);
        journal.resource(resource, UPDATE_IN_PROGRESS, null);
        return attempt(resource, "Resource update cancelled", UPDATE_FAILED, () -> {
            boolean touched = before.hasFailed()
                    || Difference.between(engine, before, source).touchesResource();
            ResourceState changed = touched
                    ? type(before.type())
                            .update(
                                    request(
                                            resource,
                                            source,
                                            before.source().properties().real(),
                                            physicalId -> {}),
                                    current(before))
                    : current(before);
            journal.resource(resource.with(changed), UPDATE_COMPLETE, null);
        });
    }

    /** Makes a new resource in the place of another, which stays until the whole operation has succeeded. */
    Outcome replace(StackResource before, StackResource.Source source) {
        StackResource attempted = before.with(source);
        journal.resource(attempted, UPDATE_IN_PROGRESS, NEEDS_REPLACEMENT);
        var announced = new AtomicBoolean();
        Outcome outcome = attempt(attempted, "Resource update cancelled", UPDATE_FAILED, () -> {
            Consumer<String> announcement = physicalId -> {
                if (announced.compareAndSet(false, true)) {
                    journal.resource(
                            attempted.with(ResourceState.of(physicalId)),
                            UPDATE_IN_PROGRESS,
                            INITIATED,
                            contents -> contents.supersede(before));
                }
            };
            ResourceState made = make(before.type(), request(attempted, source, Properties.NONE, announcement));
            announcement.accept(made.physicalId());
            journal.resource(attempted.with(made), UPDATE_COMPLETE, null);
        });
        if (!announced.get()) {
            journal.quietly(contents -> contents.with(
                    contents.resource(before.logicalId()).orElseThrow().with(before.source())));
        }
        return outcome;
    }

    /** The resource can't even be tried. */
    Outcome fail(StackResource resource, ResourceStatus status, RuntimeException failure) {
        journal.resource(resource, status, failureReason.of(resource, failure));
        return Outcome.FAILED;
    }

    private Outcome attempt(StackResource resource, String cancelled, ResourceStatus failed, Attempt attempt) {
        try {
            attempt.run();
            return Outcome.DONE;
        } catch (InterruptedException | AbortedException e) {
            Thread.currentThread().interrupt();
            journal.resource(latest(resource), failed, cancelled);
        } catch (RuntimeException e) {
            String reason = GraphRun.isCancelled() ? cancelled : failureReason.of(resource, e);
            journal.resource(latest(resource), failed, reason);
        }
        return Outcome.FAILED;
    }

    /** Cancelling waits for the ID of what is made: a rollback can't delete what it can't name. */
    private ResourceState make(String type, ResourceRequest request) throws InterruptedException {
        GraphRun.holdInterrupts();
        try {
            return type(type).create(request);
        } finally {
            GraphRun.releaseInterrupts();
        }
    }

    private interface Attempt {
        void run() throws InterruptedException;
    }

    /** With the physical ID that was announced meanwhile. */
    private StackResource latest(StackResource resource) {
        return journal.stack().contents().resource(resource.logicalId()).orElse(resource);
    }

    private static ResourceState current(StackResource resource) {
        return resource.state()
                .orElseThrow(() -> new IllegalStateException(
                        "Tried to update %s but it was never made".formatted(resource.logicalId())));
    }

    private ResourceType type(String name) {
        return engine.types().get(name);
    }

    private ResourceRequest request(
            StackResource resource, StackResource.Source source, Properties previous, Consumer<String> announcement) {
        Stack stack = journal.stack();
        return new EngineRequest(
                engine.scope(),
                engine.actingRole(),
                stack.name(),
                stack.id(),
                resource.logicalId(),
                source.properties().real(),
                previous,
                source.tags(),
                new GeneratedName(
                        stack.name(), resource.logicalId(), engine.ids().suffix()),
                announcement);
    }
}
