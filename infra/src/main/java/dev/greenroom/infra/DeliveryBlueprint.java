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
    static final String BUILDS = "builds";
    static final String RELEASE = "release";
    static final String PIPELINE = "pipeline";
    static final String AUTOMATION = "automation";

    /** What all environments share, as the settings call it. */
    static final String SHARED = "shared";

    private static final List<String> COMPONENTS =
            List.of(REPOSITORY, ARTIFACTS, ROLES, BUILDS, RELEASE, PIPELINE, AUTOMATION);

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

    String name(String component) {
        return "%s-%s".formatted(settings.project(), component);
    }

    String pipelineName() {
        return settings.project();
    }

    String branch() {
        return values().getOrDefault("Branch", "main");
    }

    StackSpec repository() {
        return spec(REPOSITORY);
    }

    StackSpec artifacts() {
        return spec(ARTIFACTS);
    }

    StackSpec roles() {
        return spec(ROLES);
    }

    StackSpec builds() {
        return spec(BUILDS);
    }

    StackSpec release() {
        return spec(RELEASE);
    }

    StackSpec pipeline() {
        return spec(PIPELINE);
    }

    StackSpec automation() {
        return spec(AUTOMATION);
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

    private StackSpec spec(String component) {
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
        parameters.put("RegistryStack", Blueprint.registryName(settings.project()));
        parameters.put("RepositoryStack", name(REPOSITORY));
        parameters.put("ArtifactsStack", name(ARTIFACTS));
        parameters.put("RolesStack", name(ROLES));
        parameters.put("BuildsStack", name(BUILDS));
        parameters.put("ReleaseStack", name(RELEASE));
        parameters.put("PipelineStack", name(PIPELINE));
        return parameters;
    }

    private Map<String, String> values() {
        var values = new TreeMap<>(
                SettingsFile.read(SHARED, files.environment(SHARED), Set.of()).parameters(settings.target()));
        values.putAll(settings.parameters(SHARED));
        return values;
    }
}
