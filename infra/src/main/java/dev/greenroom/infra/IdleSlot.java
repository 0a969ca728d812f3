package dev.greenroom.infra;

import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.Stacks;
import java.time.Duration;
import java.util.Map;

/** Brings back the tasks of a slot that was scaled to none because nothing was delivered for a while. */
final class IdleSlot {
    /** Longer than a release may take to become healthy once its task runs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String TASKS = "DesiredCount";

    private final Blueprint blueprint;
    private final Stacks stacks;
    private final SlotInspector inspector;
    private final Pacing pacing;

    IdleSlot(Blueprint blueprint, Stacks stacks, SlotInspector inspector, Pacing pacing) {
        this.blueprint = blueprint;
        this.stacks = stacks;
        this.inspector = inspector;
        this.pacing = pacing;
    }

    /** Returns when the release could serve, or is no better after a long time; at once where tasks are meant to run. */
    void wake(Slot slot) throws InterruptedException {
        if (inspector.inspect(slot).filter(release -> release.tasks() == 0).isEmpty()) {
            return;
        }
        var tasks = blueprint.settings().parameters().getOrDefault(TASKS, "1");
        var stack = stacks.stack(blueprint.serviceName(slot));
        stack.waits("slot %s is idle: waiting until its %s is up again"
                .formatted(slot, tasks.equals("1") ? "task" : tasks + " tasks"));
        try {
            stack.update(Map.of(TASKS, tasks), () -> {});
            for (var wait = pacing.start(); !serves(slot) && !wait.hasLasted(PATIENCE); ) {
                wait.untilNextLook();
            }
        } finally {
            stack.waited();
        }
    }

    private boolean serves(Slot slot) {
        return inspector
                .inspect(slot)
                .filter(release -> release.obstacle().isEmpty())
                .isPresent();
    }
}
