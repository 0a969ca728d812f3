package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackSpec;
import dev.greenroom.infra.stacks.Template;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the stacks of one environment shall be, from its settings and the templates. */
final class Blueprint {
    static final String SECURITY = "security";
    static final String DATABASE = "database";
    static final String CLUSTER = "cluster";
    static final String LOAD_BALANCER = "load-balancer";
    static final String SERVICE = "service";
    static final String ALARMS = "alarms";

    /** Which slot is live is a matter of toggles, and provisioning leaves it alone. */
    private static final Set<String> TOGGLED = Set.of("LiveSlot", "RollbackImage");

    private final StackNames names;
    private final EnvironmentSettings settings;
    private final InfraFiles files;
    private final Supplier<DefaultNetwork> network;

    Blueprint(String project, EnvironmentSettings settings, InfraFiles files, Supplier<DefaultNetwork> network) {
        this.names = new StackNames(project, settings.name());
        this.settings = settings;
        this.files = files;
        this.network = network;
    }

    static String registryName(String project) {
        return project + "-registry";
    }

    static StackSpec registry(String project, InfraFiles files) {
        var template = files.template("registry");
        return new StackSpec(
                registryName(project),
                template,
                Map.of("Project", project),
                Set.of(),
                Map.of("Project", project, "Environment", "shared", "Component", "registry"));
    }

    String name(String component) {
        return names.name(component);
    }

    String serviceName(Slot slot) {
        return names.serviceName(slot);
    }

    StackNames stackNames() {
        return names;
    }

    /** The names of all stacks that the environment may ever have. */
    Set<String> names() {
        return Set.of(
                name(SECURITY),
                name(DATABASE),
                name(CLUSTER),
                name(LOAD_BALANCER),
                name(ALARMS),
                serviceName(Slot.A),
                serviceName(Slot.B));
    }

    EnvironmentSettings settings() {
        return settings;
    }

    StackSpec security() {
        return spec(SECURITY, Set.of());
    }

    StackSpec database() {
        return spec(DATABASE, Set.of());
    }

    StackSpec cluster() {
        return spec(CLUSTER, Set.of());
    }

    StackSpec loadBalancer() {
        return spec(LOAD_BALANCER, TOGGLED);
    }

    StackSpec alarms() {
        return spec(ALARMS, Set.of());
    }

    StackSpec service(Slot slot, Image image) {
        var parameters = parameters();
        parameters.put("Slot", slot.toString());
        parameters.put("Image", image.toString());
        var template = files.template(SERVICE);
        return new StackSpec(serviceName(slot), template, template.select(parameters), Set.of(), tags(SERVICE));
    }

    /** Refuses settings that no template asks for: most likely a name that is spelled wrong. */
    void check() {
        var unknown = new TreeSet<>(settings.parameters().keySet());
        for (var component : new String[] {SECURITY, DATABASE, CLUSTER, LOAD_BALANCER, SERVICE, ALARMS}) {
            unknown.removeAll(files.template(component).parameters());
        }
        if (!unknown.isEmpty()) {
            throw new DeploymentException("Tried to provision %s but no template has a parameter %s"
                    .formatted(settings.name(), String.join(", ", unknown)));
        }
    }

    private StackSpec spec(String component, Set<String> kept) {
        Template template = files.template(component);
        return new StackSpec(name(component), template, template.select(parameters()), kept, tags(component));
    }

    private Map<String, String> parameters() {
        var parameters = new TreeMap<>(settings.parameters());
        parameters.putAll(network.get().parameters());
        parameters.put("Project", names.project());
        parameters.put("Environment", settings.name());
        parameters.put("HasGreenSlot", String.valueOf(settings.hasGreenSlot()));
        parameters.put("RegistryStack", registryName(names.project()));
        parameters.put("SecurityStack", name(SECURITY));
        parameters.put("DatabaseStack", name(DATABASE));
        parameters.put("ClusterStack", name(CLUSTER));
        parameters.put("LoadBalancerStack", name(LOAD_BALANCER));
        return parameters;
    }

    private Map<String, String> tags(String component) {
        return Map.of("Project", names.project(), "Environment", settings.name(), "Component", component);
    }
}
