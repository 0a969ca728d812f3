package dev.greenroom.infra;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Plan;
import dev.greenroom.infra.stacks.Stack;
import dev.greenroom.infra.stacks.StackSpec;
import dev.greenroom.infra.stacks.Stacks;
import java.util.List;

/**
 * What brings a push to production: repository, builds, pipeline and what watches over them. Needs registry and
 * environments. Every operation may be repeated, also after it was interrupted.
 */
public final class Delivery {
    private final DeliveryBlueprint blueprint;
    private final Stacks stacks;
    private final List<Environment> environments;
    private final AwsClients aws;

    Delivery(DeliveryBlueprint blueprint, Stacks stacks, List<Environment> environments, AwsClients aws) {
        this.blueprint = blueprint;
        this.stacks = stacks;
        this.environments = List.copyOf(environments);
        this.aws = aws;
    }

    /**
     * Makes all of it, or makes it what the templates say now; registry and environments must be there.
     *
     * @param steps what the automation runs, {@link StepsArchive#ofThisProgram()}
     */
    public void provision(StepsArchive steps) throws InterruptedException {
        blueprint.check();
        var plan = new Plan()
                .add(DeliveryBlueprint.REPOSITORY, () -> deploy(blueprint.repository()))
                .add(DeliveryBlueprint.ARTIFACTS, () -> deploy(blueprint.artifacts()))
                .add(DeliveryBlueprint.ROLES, () -> deploy(blueprint.roles()))
                .add("steps", () -> upload(steps), DeliveryBlueprint.ARTIFACTS)
                .add(DeliveryBlueprint.BUILDS, () -> deploy(blueprint.builds()), DeliveryBlueprint.ARTIFACTS)
                .add(DeliveryBlueprint.RELEASE, () -> deploy(blueprint.release()), DeliveryBlueprint.ARTIFACTS)
                .add(
                        DeliveryBlueprint.PIPELINE,
                        () -> deploy(blueprint.pipeline()),
                        DeliveryBlueprint.REPOSITORY,
                        DeliveryBlueprint.ROLES,
                        DeliveryBlueprint.BUILDS,
                        DeliveryBlueprint.RELEASE)
                .add(
                        DeliveryBlueprint.AUTOMATION,
                        () -> deploy(blueprint.automation()),
                        "steps",
                        DeliveryBlueprint.PIPELINE);
        environments.forEach(environment -> plan.add("alarms-" + environment.name(), environment::watch));
        plan.run();
    }

    public boolean isProvisioned() {
        return stack(DeliveryBlueprint.PIPELINE).find().isPresent();
    }

    /** Where to push, over HTTP, as whoever has AWS credentials. */
    public String cloneUrl() {
        return stack(DeliveryBlueprint.REPOSITORY)
                .find()
                .orElseThrow(() -> new DeploymentException(
                        "Tried to find the repository but there is none; ./greenroom up --pipeline makes it"))
                .output("CloneUrl");
    }

    /** The branch whose pushes are delivered. */
    public String branch() {
        return blueprint.branch();
    }

    /** The pipeline, which may not be there yet. */
    public Pipeline pipeline() {
        return new Pipeline(blueprint.pipelineName(), aws);
    }

    /**
     * Deletes all of it, those that need others first, artifacts and code included. What an execution deployed stays;
     * it belongs to the environments.
     */
    public void tearDown() throws InterruptedException {
        stack(DeliveryBlueprint.AUTOMATION).delete();
        stack(DeliveryBlueprint.PIPELINE).delete();
        new Plan()
                .add(DeliveryBlueprint.RELEASE, () -> stack(DeliveryBlueprint.RELEASE)
                        .delete())
                .add(DeliveryBlueprint.BUILDS, () -> stack(DeliveryBlueprint.BUILDS)
                        .delete())
                .add(DeliveryBlueprint.REPOSITORY, () -> stack(DeliveryBlueprint.REPOSITORY)
                        .delete())
                .add(DeliveryBlueprint.ROLES, () -> stack(DeliveryBlueprint.ROLES)
                        .delete())
                .run();
        stack(DeliveryBlueprint.ARTIFACTS).delete();
    }

    private void upload(StepsArchive steps) {
        var bucket = stack(DeliveryBlueprint.ARTIFACTS).find().orElseThrow().output("Bucket");
        steps.upload(aws.s3(), bucket);
    }

    private void deploy(StackSpec spec) throws InterruptedException {
        stacks.stack(spec.name()).deploy(spec, () -> {});
    }

    private Stack stack(String component) {
        return stacks.stack(blueprint.name(component));
    }
}
