package dev.greenroom.infra;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.Stack;
import dev.greenroom.infra.stacks.StackListener;
import dev.greenroom.infra.stacks.StackPhase;
import dev.greenroom.infra.stacks.StackState;
import dev.greenroom.infra.stacks.Stacks;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** Looks at the slots of one environment around the decision about a release. Changes nothing. */
public final class ReleaseCheck {
    private final StackNames names;
    private final Stacks stacks;
    private final SlotInspector inspector;

    public ReleaseCheck(String project, String environment, AwsClients aws) {
        this.names = new StackNames(project, environment);
        this.stacks = new Stacks(aws, StackListener.SILENT, Pacing.ofThisMachine());
        this.inspector = new SlotInspector(names, stacks, aws);
    }

    /** Who has which role now. */
    public SlotRoles resolve() {
        var traffic = traffic("find a slot for", loadBalancer().find());
        var green = traffic.live().other();
        var greenUrl = traffic.url(Role.GREEN)
                .orElseThrow(() -> new DeploymentException(
                        "Tried to resolve the slots of %s but it has no green one".formatted(names.environment())));
        return new SlotRoles(
                traffic.live(), green, greenUrl, image(traffic.live()).orElse(null));
    }

    /**
     * The task definition that a slot runs, and nothing beside it.
     *
     * @throws DeploymentException when there is none, or it is still being rolled out
     */
    public String taskDefinition(Slot slot) {
        var service = inspector
                .service(slot)
                .orElseThrow(() -> refused("look at", "slot %s holds no release".formatted(slot)));
        var deployments = service.deployments();
        if (deployments.size() != 1 || deployments.get(0).rolloutState() != DeploymentRolloutState.COMPLETED) {
            throw refused("look at", "the rollout in slot %s has not ended".formatted(slot));
        }
        return deployments.get(0).taskDefinition();
    }

    /**
     * Refuses anything but exactly what was tested, as it was tested.
     *
     * @param live slot when the candidate was deployed
     * @param taskDefinition that was tested
     * @throws DeploymentException that says what differs
     */
    public void verify(Slot live, Slot green, Image image, String taskDefinition) {
        var balancer = loadBalancer().find();
        if (balancer.filter(state -> state.phase() == StackPhase.CHANGING).isPresent()) {
            throw refused("verify", "somebody else is changing its load balancer right now");
        }
        var now = traffic("verify", balancer).live();
        if (now != live) {
            throw refused("verify", "slot %s is live by now, and not %s as when it was deployed".formatted(now, live));
        }
        var release = inspector
                .inspect(green)
                .orElseThrow(() -> refused("verify", "slot %s holds no release".formatted(green)));
        if (!release.taskDefinition().equals(taskDefinition)) {
            throw refused(
                    "verify",
                    "slot %s runs %s by now, and not %s, which was tested"
                            .formatted(green, release.taskDefinition(), taskDefinition));
        }
        if (!release.image().equals(image)) {
            throw refused(
                    "verify", "slot %s holds %s, and not %s, which was built".formatted(green, release.image(), image));
        }
        release.obstacle().ifPresent(obstacle -> {
            throw refused("verify", "slot %s could not serve end users: %s".formatted(green, obstacle));
        });
    }

    /** What a slot's stack was given; also where its tasks are stopped. */
    private Optional<Image> image(Slot slot) {
        return stacks.stack(names.serviceName(slot))
                .find()
                .filter(state -> state.phase() == StackPhase.READY)
                .map(state -> state.parameters().get("Image"))
                .map(Image::parse);
    }

    private Traffic traffic(String verb, Optional<StackState> balancer) {
        return balancer.filter(Traffic::isKnown)
                .map(Traffic::of)
                .orElseThrow(() -> refused(verb, "%s is not provisioned".formatted(names.environment())));
    }

    private Stack loadBalancer() {
        return stacks.stack(names.name(Blueprint.LOAD_BALANCER));
    }

    private DeploymentException refused(String verb, String reason) {
        return new DeploymentException(
                "Tried to %s the candidate in %s but %s".formatted(verb, names.environment(), reason));
    }
}
