package dev.greenroom.infra;

import static java.util.Objects.requireNonNullElse;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.StackPhase;
import dev.greenroom.infra.stacks.StackState;
import dev.greenroom.infra.stacks.Stacks;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Looks at what runs in the slots of one environment. */
final class SlotInspector {
    private final StackNames names;
    private final Stacks stacks;
    private final AwsClients aws;

    SlotInspector(StackNames names, Stacks stacks, AwsClients aws) {
        this.names = names;
        this.stacks = stacks;
        this.aws = aws;
    }

    /** The release of a slot, without the tags of its image; empty when the slot has none. */
    Optional<ReleaseStatus> inspect(Slot slot) {
        return stacks.stack(names.serviceName(slot))
                .find()
                .filter(state -> state.outputs().containsKey("Service"))
                .flatMap(state -> service(state).map(service -> release(service, state, slot)));
    }

    /** The service of a slot as ECS has it; empty when the slot has none. */
    Optional<Service> service(Slot slot) {
        return stacks.stack(names.serviceName(slot))
                .find()
                .filter(state -> state.outputs().containsKey("Service"))
                .flatMap(this::service);
    }

    private Optional<Service> service(StackState state) {
        var cluster = output(Blueprint.CLUSTER, "Cluster");
        return aws
                .ecs()
                .describeServices(request -> request.cluster(cluster).services(state.output("Service")))
                .services()
                .stream()
                .filter(service -> service.status().equals("ACTIVE"))
                .findFirst();
    }

    private ReleaseStatus release(Service service, StackState state, Slot slot) {
        return new ReleaseStatus(
                image(service),
                service.taskDefinition(),
                List.of(),
                service.desiredCount(),
                service.runningCount(),
                state.phase() == StackPhase.CHANGING ? "IN_PROGRESS" : rollout(service),
                targets(slot));
    }

    private Image image(Service service) {
        var definition = aws.ecs()
                .describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition()))
                .taskDefinition();
        return Image.parse(definition.containerDefinitions().get(0).image());
    }

    /** Completed only when nothing of another deployment is left. */
    private static String rollout(Service service) {
        return service.deployments().size() > 1
                ? "IN_PROGRESS"
                : service.deployments().stream()
                        .findFirst()
                        .map(Deployment::rolloutStateAsString)
                        .orElse("IN_PROGRESS");
    }

    private List<TargetStatus> targets(Slot slot) {
        var group = output(Blueprint.LOAD_BALANCER, "TargetGroup" + slot.name());
        return aws
                .loadBalancing()
                .describeTargetHealth(request -> request.targetGroupArn(group))
                .targetHealthDescriptions()
                .stream()
                .map(SlotInspector::target)
                .toList();
    }

    private static TargetStatus target(TargetHealthDescription target) {
        return new TargetStatus(
                "%s:%d".formatted(target.target().id(), target.target().port()),
                target.targetHealth().stateAsString(),
                requireNonNullElse(target.targetHealth().description(), ""));
    }

    private String output(String component, String output) {
        return stacks.stack(names.name(component)).find().orElseThrow().output(output);
    }
}
