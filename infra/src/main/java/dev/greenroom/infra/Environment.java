package dev.greenroom.infra;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.Plan;
import dev.greenroom.infra.stacks.Stack;
import dev.greenroom.infra.stacks.StackFailedException;
import dev.greenroom.infra.stacks.StackPhase;
import dev.greenroom.infra.stacks.StackSpec;
import dev.greenroom.infra.stacks.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One environment and all that can be done with it. Every operation may be repeated, also after it was interrupted: it
 * goes on from what it finds.
 */
public final class Environment {
    private final EnvironmentSettings settings;
    private final Blueprint blueprint;
    private final Stacks stacks;
    private final Registry registry;
    private final SlotInspector inspector;
    private final SlotSwitch slotSwitch;
    private final Diagnosis diagnosis;

    Environment(Blueprint blueprint, Stacks stacks, Registry registry, AwsClients aws, Pacing pacing) {
        this.settings = blueprint.settings();
        this.blueprint = blueprint;
        this.stacks = stacks;
        this.registry = registry;
        this.inspector = new SlotInspector(blueprint.stackNames(), stacks, aws);
        this.slotSwitch = new SlotSwitch(
                settings,
                stack(Blueprint.LOAD_BALANCER),
                inspector,
                new IdleSlot(blueprint, stacks, inspector, pacing));
        this.diagnosis = new Diagnosis(blueprint, stacks, aws);
    }

    public String name() {
        return settings.name();
    }

    public List<Slot> slots() {
        return settings.slots();
    }

    /** Makes all that releases need, or makes it what the templates say now; touches no release. */
    public void provision() throws InterruptedException {
        blueprint.check();
        new Plan()
                .add(Blueprint.SECURITY, () -> deploy(blueprint.security()))
                .add(Blueprint.CLUSTER, () -> deploy(blueprint.cluster()))
                .add(Blueprint.DATABASE, () -> deploy(blueprint.database()), Blueprint.SECURITY)
                .add(Blueprint.LOAD_BALANCER, () -> deploy(blueprint.loadBalancer()), Blueprint.SECURITY)
                .run();
    }

    /** Puts a release into every slot that has none; slots that have one keep it. Returns the slots it went to. */
    public List<Slot> install(Image image) throws InterruptedException {
        var empty = new ArrayList<Slot>();
        var plan = new Plan();
        for (var slot : slots()) {
            if (!holdsRelease(slot)) {
                empty.add(slot);
                plan.add("slot-" + slot, () -> release(slot, image, () -> {}));
            }
        }
        plan.run();
        return List.copyOf(empty);
    }

    /**
     * Puts a release where no end user sees it: into the slot that is green now, or the only one there is. Returns the
     * slot.
     *
     * @throws ReleaseFailedException when it doesn't start; the slot then holds what it held before
     */
    public Slot deploy(Image image) throws InterruptedException {
        var live = live();
        if (!settings.hasGreenSlot()) {
            release(live, image, () -> {});
            return live;
        }
        var green = live.other();
        release(green, image, () -> refuseIfLive(green));
        return green;
    }

    /** Makes the release in the green slot live. */
    public LiveChange toggle() throws InterruptedException {
        return slotSwitch.toggle(Optional.empty());
    }

    /** Makes the release in the green slot live if it is this one. */
    public LiveChange toggle(Image expected) throws InterruptedException {
        return slotSwitch.toggle(Optional.of(expected));
    }

    /**
     * Takes the last toggle back: the release that was live before it is live again. It still runs, or is brought back
     * first when its slot was idle.
     */
    public LiveChange rollBack() throws InterruptedException {
        return slotSwitch.rollBack();
    }

    public EnvironmentStatus status() {
        var traffic =
                stack(Blueprint.LOAD_BALANCER).find().filter(Traffic::isKnown).map(Traffic::of);
        return traffic.map(this::status).orElseGet(() -> new EnvironmentStatus(name(), List.of(), null));
    }

    /** The slot that has this role now; empty where none has, and while there is no load balancer. */
    public Optional<Slot> slot(Role role) {
        return stack(Blueprint.LOAD_BALANCER)
                .find()
                .filter(Traffic::isKnown)
                .map(Traffic::of)
                .flatMap(traffic -> traffic.slot(role));
    }

    /** Where the releases in a slot log. */
    public String logGroup(Slot slot) {
        return stack(Blueprint.CLUSTER)
                .find()
                .orElseThrow(() -> new DeploymentException(
                        "Tried to find the logs of %s but it is not provisioned".formatted(name())))
                .output("LogGroup" + slot.name());
    }

    /** Deletes all stacks of the environment, those that need others first. */
    public void tearDown() throws InterruptedException {
        var releases =
                new Plan().add(Blueprint.ALARMS, () -> stack(Blueprint.ALARMS).delete());
        for (var slot : Slot.values()) {
            releases.add("slot-" + slot, () -> stacks.stack(blueprint.serviceName(slot))
                    .delete());
        }
        releases.run();
        new Plan()
                .add(Blueprint.CLUSTER, () -> stack(Blueprint.CLUSTER).delete())
                .add(Blueprint.DATABASE, () -> stack(Blueprint.DATABASE).delete())
                .add(Blueprint.LOAD_BALANCER, () -> stack(Blueprint.LOAD_BALANCER)
                        .delete())
                .run();
        stack(Blueprint.SECURITY).delete();
    }

    /** Makes the alarms on what the releases log. */
    void watch() throws InterruptedException {
        deploy(blueprint.alarms());
    }

    private EnvironmentStatus status(Traffic traffic) {
        var slots = new ArrayList<SlotStatus>();
        for (var slot : List.of(traffic.live(), traffic.live().other())) {
            var role = traffic.role(slot);
            traffic.url(role).ifPresent(url -> slots.add(new SlotStatus(slot, role, url, release(slot))));
        }
        return new EnvironmentStatus(name(), slots, traffic.before());
    }

    private @Nullable ReleaseStatus release(Slot slot) {
        return inspector
                .inspect(slot)
                .map(release -> release.withTags(registry.tags(release.image())))
                .orElse(null);
    }

    private void release(Slot slot, Image image, Runnable lastCheck) throws InterruptedException {
        try {
            stacks.stack(blueprint.serviceName(slot)).deploy(blueprint.service(slot, image), lastCheck);
        } catch (StackFailedException failed) {
            throw diagnosis.explain(failed, slot, image);
        }
    }

    private Slot live() throws InterruptedException {
        return slotSwitch
                .traffic()
                .orElseThrow(() ->
                        new DeploymentException("Tried to deploy to %s but it is not provisioned".formatted(name())))
                .live();
    }

    private void refuseIfLive(Slot slot) {
        var live = stack(Blueprint.LOAD_BALANCER).find().map(Traffic::of).map(Traffic::live);
        if (live.isEmpty() || live.get() == slot) {
            throw new DeploymentException(
                    "Tried to deploy to slot %s of %s but it became live meanwhile".formatted(slot, name()));
        }
    }

    private boolean holdsRelease(Slot slot) throws InterruptedException {
        return stacks.stack(blueprint.serviceName(slot))
                .settled()
                .filter(state -> state.phase() == StackPhase.READY)
                .isPresent();
    }

    private void deploy(StackSpec spec) throws InterruptedException {
        stacks.stack(spec.name()).deploy(spec, () -> {});
    }

    private Stack stack(String component) {
        return stacks.stack(blueprint.name(component));
    }
}
