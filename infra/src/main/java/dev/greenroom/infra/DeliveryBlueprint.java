package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the stacks of the delivery pipeline shall be, from the shared settings and the templates. */
final class DeliveryBlueprint {
    static final String REPOSITORY = "repository";
    static final String ARTIFACTS = "artifacts";
    static final String ROLES = "delivery-roles";
    static final String BUILD = "build";
    static final String INTEGRATION_TEST = "integration-test";
    static final String RELEASE = "release";
    static final String PIPELINE = "pipeline";
    static final String SOURCE_EVENT = "source-event";
    static final String STALE_APPROVALS = "stale-approvals";
    static final String IDLE_GREEN = "idle-green";

    /** What all environments share, as the settings call it. */
    static final String SHARED = "shared";

    private static final List<String> COMPONENTS = List.of(
            REPOSITORY,
            ARTIFACTS,
            ROLES,
            BUILD,
            INTEGRATION_TEST,
            RELEASE,
            PIPELINE,
            SOURCE_EVENT,
            STALE_APPROVALS,
            IDLE_GREEN);

    private final ShowcaseSettings settings;
    private final InfraFiles files;
    private final Supplier<DefaultNetwork> network;

    DeliveryBlueprint(ShowcaseSettings settings, InfraFiles files, Supplier<DefaultNetwork> network) {
        this.settings = settings;
        this.files = files;
        this.network = network;
    }

    /** The names of all stacks that the delivery may ever have. */
    Set<String> names() {
        return COMPONENTS.stream().map(this::name).collect(Collectors.toUnmodifiableSet());
    }

    List<String> components() {
        return COMPONENTS;
    }

    String name(String component) {
        return "%s-%s".formatted(settings.project(), component);
    }

    String pipelineName() {
        return settings.project();
    }

    String branch() {
        return values().getOrDefault("Branch", "main");
    }

    /** Refuses settings that no template asks for: most likely a name that is spelled wrong. */
    void check() {
        var unknown = new TreeSet<>(values().keySet());
        COMPONENTS.forEach(
                component -> unknown.removeAll(files.template(component).parameters()));
        if (!unknown.isEmpty()) {
            throw new DeploymentException("Tried to provision the delivery but no template has a parameter %s"
                    .formatted(String.join(", ", unknown)));
        }
    }

    StackSpec spec(String component) {
        var template = files.template(component);
        return new StackSpec(
                name(component),
                template,
                template.select(parameters()),
                Set.of(),
                Map.of("Project", settings.project(), "Environment", SHARED, "Component", component));
    }

    private Map<String, String> parameters() {
        var parameters = new TreeMap<>(values());
        parameters.putAll(network.get().parameters());
        parameters.put("Project", settings.project());
        parameters.put("Target", settings.target());
        parameters.put("Settings", settings.overrides(List.of("dev", "test")));
        parameters.put("RegistryStack", Blueprint.registryName(settings.project()));
        parameters.put("RepositoryStack", name(REPOSITORY));
        parameters.put("ArtifactsStack", name(ARTIFACTS));
        parameters.put("RolesStack", name(ROLES));
        parameters.put("BuildStack", name(BUILD));
        parameters.put("IntegrationTestStack", name(INTEGRATION_TEST));
        parameters.put("ReleaseStack", name(RELEASE));
        parameters.put("PipelineStack", name(PIPELINE));
        parameters.put("LoadBalancerStack", new StackNames(settings.project(), "test").name(Blueprint.LOAD_BALANCER));
        return parameters;
    }

    private Map<String, String> values() {
        var values = new TreeMap<>(
                SettingsFile.read(SHARED, files.environment(SHARED), Set.of()).parameters(settings.target()));
        values.putAll(settings.parameters(SHARED));
        return values;
    }
}
