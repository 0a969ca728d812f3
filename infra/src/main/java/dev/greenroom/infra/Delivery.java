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
    private static final String STEPS = "steps";

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
        var plan = new Plan();
        add(plan, DeliveryBlueprint.REPOSITORY);
        add(plan, DeliveryBlueprint.ARTIFACTS);
        plan.add(STEPS, () -> upload(steps), DeliveryBlueprint.ARTIFACTS);
        add(plan, DeliveryBlueprint.BUILD, DeliveryBlueprint.ARTIFACTS);
        add(plan, DeliveryBlueprint.INTEGRATION_TEST, DeliveryBlueprint.ARTIFACTS);
        add(plan, DeliveryBlueprint.RELEASE, DeliveryBlueprint.ARTIFACTS);
        add(plan, DeliveryBlueprint.ROLES, DeliveryBlueprint.REPOSITORY, DeliveryBlueprint.ARTIFACTS);
        add(
                plan,
                DeliveryBlueprint.PIPELINE,
                DeliveryBlueprint.ROLES,
                DeliveryBlueprint.BUILD,
                DeliveryBlueprint.INTEGRATION_TEST,
                DeliveryBlueprint.RELEASE);
        add(plan, DeliveryBlueprint.STALE_APPROVALS, STEPS, DeliveryBlueprint.PIPELINE);
        add(plan, DeliveryBlueprint.IDLE_GREEN, STEPS, DeliveryBlueprint.PIPELINE);
        // Last, so that no push is delivered before all of it is there.
        add(plan, DeliveryBlueprint.SOURCE_EVENT, DeliveryBlueprint.STALE_APPROVALS, DeliveryBlueprint.IDLE_GREEN);
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
        // What starts executions first, and what needs the pipeline's name.
        delete(DeliveryBlueprint.SOURCE_EVENT, DeliveryBlueprint.STALE_APPROVALS, DeliveryBlueprint.IDLE_GREEN);
        delete(DeliveryBlueprint.PIPELINE);
        delete(
                DeliveryBlueprint.ROLES,
                DeliveryBlueprint.BUILD,
                DeliveryBlueprint.INTEGRATION_TEST,
                DeliveryBlueprint.RELEASE);
        delete(DeliveryBlueprint.REPOSITORY, DeliveryBlueprint.ARTIFACTS);
    }

    private void add(Plan plan, String component, String... first) {
        plan.add(component, () -> deploy(blueprint.spec(component)), first);
    }

    /** All at once. */
    private void delete(String... components) throws InterruptedException {
        var plan = new Plan();
        for (var component : components) {
            plan.add(component, () -> stack(component).delete());
        }
        plan.run();
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
