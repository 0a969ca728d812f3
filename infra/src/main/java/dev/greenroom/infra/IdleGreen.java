package dev.greenroom.infra;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.StackListener;
import dev.greenroom.infra.stacks.StackPhase;
import dev.greenroom.infra.stacks.StackState;
import dev.greenroom.infra.stacks.Stacks;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stops the tasks of a green slot that nobody needs for now. The release stays in its slot. */
public final class IdleGreen {
    private static final String TASKS = "DesiredCount";

    private final StackNames names;
    private final Stacks stacks;

    /** @param role in which CloudFormation changes the slot */
    public IdleGreen(String project, String environment, AwsClients aws, Pacing pacing, String role) {
        this.names = new StackNames(project, environment);
        this.stacks = new Stacks(aws, StackListener.SILENT, pacing).actingAs(role);
    }

    /**
     * Stops them, if there are any and the slot isn't live.
     *
     * @param lastCheck runs just before; may throw to call it off
     * @return the slot; empty when there was nothing to stop
     */
    public Optional<Slot> stop(Runnable lastCheck) throws InterruptedException {
        var green = live().map(Slot::other);
        if (green.isEmpty() || !hasTasks(green.get())) {
            return Optional.empty();
        }
        stacks.stack(names.serviceName(green.get())).update(Map.of(TASKS, "0"), () -> {
            if (!live().map(Slot::other).equals(green)) {
                throw new DeploymentException(
                        "Tried to stop the tasks of slot %s but it is no longer the green one".formatted(green.get()));
            }
            lastCheck.run();
        });
        return green;
    }

    /** When the green slot or the traffic was changed last, by a pipeline or by hand; empty when there is no green slot. */
    public Optional<Instant> changed() {
        return live().map(Slot::other)
                .flatMap(green -> Stream.of(names.serviceName(green), names.name(Blueprint.LOAD_BALANCER))
                        .flatMap(name -> stacks.stack(name).find().stream())
                        .map(StackState::changed)
                        .max(Comparator.naturalOrder()));
    }

    private Optional<Slot> live() {
        return stacks.stack(names.name(Blueprint.LOAD_BALANCER))
                .find()
                .filter(state -> state.phase() == StackPhase.READY)
                .filter(Traffic::isKnown)
                .map(Traffic::of)
                .map(Traffic::live);
    }

    private boolean hasTasks(Slot slot) {
        return stacks.stack(names.serviceName(slot))
                .find()
                .filter(state -> state.phase() == StackPhase.READY)
                .filter(state -> !state.parameters().getOrDefault(TASKS, "0").equals("0"))
                .isPresent();
    }
}
