package dev.greenroom.infra;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.Plan;
import dev.greenroom.infra.stacks.StackListener;
import dev.greenroom.infra.stacks.Stacks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The whole of it: one registry and the environments, on whatever the clients reach. */
public final class Showcase {
    private static final List<String> ENVIRONMENTS = List.of("dev", "test");

    private final ShowcaseSettings settings;
    private final InfraFiles files;
    private final AwsClients aws;
    private final Stacks stacks;
    private final Registry registry;
    private final Supplier<DefaultNetwork> network;
    private final Pacing pacing;

    public Showcase(ShowcaseSettings settings, InfraFiles files, AwsClients aws, StackListener listener) {
        this(settings, files, aws, listener, Pacing.ofThisMachine());
    }

    Showcase(ShowcaseSettings settings, InfraFiles files, AwsClients aws, StackListener listener, Pacing pacing) {
        this.settings = settings;
        this.files = files;
        this.aws = aws;
        this.pacing = pacing;
        this.stacks = new Stacks(aws, listener, pacing);
        this.registry = new Registry(
                stacks.stack(Blueprint.registryName(settings.project())),
                () -> Blueprint.registry(settings.project(), files),
                aws);
        this.network = new Once<>(() -> DefaultNetwork.find(aws.ec2()));
    }

    public Registry registry() {
        return registry;
    }

    public List<Environment> environments() {
        return ENVIRONMENTS.stream().map(this::environment).toList();
    }

    /** @throws DeploymentException when there is no such environment, or its file is wrong */
    public Environment environment(String name) {
        if (!ENVIRONMENTS.contains(name)) {
            throw new DeploymentException(
                    "Tried to find environment %s but there are only %s".formatted(name, ENVIRONMENTS));
        }
        return new Environment(blueprint(name), stacks, registry, aws, pacing);
    }

    /**
     * Makes registry and environments, all at once, so that releases can be pushed and installed.
     *
     * @throws DeploymentException when a stack of one of their names is somebody else's
     */
    public void provision() throws InterruptedException {
        refuseForeign("provision");
        var plan = new Plan().add("registry", registry::provision);
        environments().forEach(environment -> plan.add(environment.name(), environment::provision));
        plan.run();
    }

    /** What brings a push to production; made only when asked for. */
    public Delivery delivery() {
        return new Delivery(deliveryBlueprint(), stacks, environments(), aws);
    }

    /**
     * Deletes everything: the delivery, all environments at once, then the registry with its images.
     *
     * @throws DeploymentException when a stack of one of their names is somebody else's
     */
    public void tearDown() throws InterruptedException {
        refuseForeign("tear down");
        delivery().tearDown();
        var plan = new Plan();
        environments().forEach(environment -> plan.add(environment.name(), environment::tearDown));
        plan.run();
        registry.tearDown();
    }

    /** Every stack of the showcase that exists, and its status. */
    public Map<String, String> stacks() {
        var found = new TreeMap<String, String>();
        named().forEach(stack -> found.put(stack.stackName(), stack.stackStatusAsString()));
        return found;
    }

    /**
     * Stacks that are called as those of the showcase but don't say, by the tag Project, that they belong to it. One that
     * was only proposed has neither tags nor anything else yet.
     */
    public Set<String> foreignStacks() {
        var ours = Tag.builder().key("Project").value(settings.project()).build();
        return named().filter(stack -> stack.stackStatus() != StackStatus.REVIEW_IN_PROGRESS)
                .filter(stack -> !stack.tags().contains(ours))
                .map(Stack::stackName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Stack> named() {
        var names = new HashSet<>(Set.of(Blueprint.registryName(settings.project())));
        names.addAll(deliveryBlueprint().names());
        ENVIRONMENTS.forEach(name -> names.addAll(blueprint(name).names()));
        return aws.cloudFormation().describeStacksPaginator().stacks().stream()
                .filter(stack -> names.contains(stack.stackName()));
    }

    private void refuseForeign(String verb) {
        var foreign = foreignStacks();
        if (!foreign.isEmpty()) {
            throw new DeploymentException(
                    "Tried to %s project %s but without the tag Project=%s these stacks are somebody else's: %s"
                            .formatted(verb, settings.project(), settings.project(), String.join(", ", foreign)));
        }
    }

    private Blueprint blueprint(String environment) {
        var its = EnvironmentSettings.read(environment, settings.target(), files.environment(environment))
                .with(settings.parameters(environment));
        return new Blueprint(settings.project(), its, files, network);
    }

    private DeliveryBlueprint deliveryBlueprint() {
        return new DeliveryBlueprint(settings, files, network);
    }
}
