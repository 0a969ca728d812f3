package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Stack;
import java.util.Optional;

/** Moves end users to the other slot, forwards or back, and never to anything but what was looked at. */
final class SlotSwitch {
    private final EnvironmentSettings settings;
    private final Stack loadBalancer;
    private final SlotInspector inspector;
    private final IdleSlot idle;

    SlotSwitch(EnvironmentSettings settings, Stack loadBalancer, SlotInspector inspector, IdleSlot idle) {
        this.settings = settings;
        this.loadBalancer = loadBalancer;
        this.inspector = inspector;
        this.idle = idle;
    }

    /** The load balancer's view once nobody changes it. */
    Optional<Traffic> traffic() throws InterruptedException {
        return loadBalancer.settled().filter(Traffic::isKnown).map(Traffic::of);
    }

    /** @param expected the only image that may go live; empty for whatever the green slot holds */
    LiveChange toggle(Optional<Image> expected) throws InterruptedException {
        var traffic = traffic("toggle");
        var green = traffic.live().other();
        var candidate = ready("toggle", green);
        if (expected.isPresent() && !candidate.equals(expected.get())) {
            throw refused(
                    "toggle",
                    "slot %s, the green one, holds %s and not %s".formatted(green, candidate, expected.get()));
        }
        var before = inspector.inspect(traffic.live()).map(ReleaseStatus::image);
        return makeLive("toggle", green, candidate, before);
    }

    /** Takes the last toggle back; starts the tasks of the release first, if they were stopped meanwhile. */
    LiveChange rollBack() throws InterruptedException {
        var traffic = traffic("roll back");
        var previous = traffic.rollbackImage()
                .orElseThrow(() -> refused(
                        "roll back",
                        "slot %s did not become live by a toggle that could be taken back".formatted(traffic.live())));
        var green = traffic.live().other();
        inspector.inspect(green).ifPresent(release -> refuseIfOther(green, release.image(), previous));
        idle.wake(green);
        var held = ready("roll back", green);
        refuseIfOther(green, held, previous);
        return makeLive("roll back", green, previous, Optional.empty());
    }

    private void refuseIfOther(Slot green, Image held, Image previous) {
        if (!held.equals(previous)) {
            throw refused(
                    "roll back",
                    "slot %s meanwhile holds another release, %s; deploy %s again and toggle"
                            .formatted(green, held, previous));
        }
    }

    private LiveChange makeLive(String verb, Slot slot, Image image, Optional<Image> before)
            throws InterruptedException {
        loadBalancer.update(Traffic.toward(slot, before), () -> refuseIfReplaced(verb, slot, image));
        return new LiveChange(slot.other(), slot, image);
    }

    private void refuseIfReplaced(String verb, Slot slot, Image image) {
        var now = ready(verb, slot);
        if (!now.equals(image)) {
            throw refused(verb, "slot %s got another release meanwhile, %s".formatted(slot, now));
        }
    }

    private Traffic traffic(String verb) throws InterruptedException {
        if (!settings.hasGreenSlot()) {
            throw refused(verb, "it has no green slot, only environments with two slots can");
        }
        return traffic().orElseThrow(() -> refused(verb, "it is not provisioned"));
    }

    /** The image of a release that could serve end users at once. */
    private Image ready(String verb, Slot slot) {
        var release = inspector
                .inspect(slot)
                .orElseThrow(() ->
                        refused(verb, "slot %s, the green one, holds no release; deploy one first".formatted(slot)));
        release.obstacle().ifPresent(obstacle -> {
            throw refused(verb, "the release in slot %s, the green one, can't serve: %s".formatted(slot, obstacle));
        });
        return release.image();
    }

    private DeploymentException refused(String verb, String reason) {
        return new DeploymentException("Tried to %s %s but %s".formatted(verb, settings.name(), reason));
    }
}
