package dev.greenroom.localcloud.cloudformation;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Makes stacks that nobody knows of yet. */
final class NewStack {
    private final Engine engine;

    NewStack(Engine engine) {
        this.engine = engine;
    }

    Stack create(String name, StackDefinition definition, StackStatus status, Stack.Settings settings) {
        String id = engine.scope()
                .arn(
                        "cloudformation",
                        "stack/%s/%s".formatted(name, engine.ids().uuid()));
        var lifecycle = new Stack.Lifecycle(
                status,
                Optional.empty(),
                engine.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                Optional.empty());
        return new Stack(
                id, name, lifecycle, settings, definition, StackContents.EMPTY, Optional.empty(), Optional.empty());
    }
}
