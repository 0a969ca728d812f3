package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.StackSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a pipeline's CloudFormation actions need of a commit: templates, and for each stack a configuration with its
 * parameters and tags. Without slot, image and live slot, which the pipeline finds out.
 */
public final class DeploymentFiles {
    private static final Image ANY = new Image("any", "sha256:" + "0".repeat(64));
    private static final Set<String> FOUND_OUT = Set.of("Slot", "Image");

    private final ShowcaseSettings settings;
    private final InfraFiles files;
    private final DefaultNetwork network;

    public DeploymentFiles(ShowcaseSettings settings, InfraFiles files, String vpc, List<String> subnets) {
        this.settings = requireNonNull(settings, "settings is null");
        this.files = requireNonNull(files, "files is null");
        this.network = new DefaultNetwork(vpc, subnets);
    }

    /** Writes them into a folder, which is made. */
    public void write(Path folder) {
        var service = Blueprint.SERVICE;
        var loadBalancer = Blueprint.LOAD_BALANCER;
        var test = blueprint("test");
        write(folder, service + ".yaml", files.template(service).body());
        write(folder, loadBalancer + ".yaml", files.template(loadBalancer).body());
        write(folder, "dev-service.json", configuration(blueprint("dev").service(Slot.A, ANY)));
        write(folder, "test-service.json", configuration(test.service(Slot.A, ANY)));
        write(folder, "test-load-balancer.json", configuration(test.loadBalancer()));
    }

    private Blueprint blueprint(String environment) {
        var its = EnvironmentSettings.read(environment, settings.target(), files.environment(environment))
                .with(settings.parameters(environment));
        return new Blueprint(settings.project(), its, files, () -> network);
    }

    private static String configuration(StackSpec spec) {
        var parameters = new TreeMap<>(spec.parameters());
        parameters.keySet().removeAll(FOUND_OUT);
        return "{\"Parameters\": %s,\n \"Tags\": %s}\n".formatted(object(parameters), object(spec.tags()));
    }

    private static String object(Map<String, String> texts) {
        return new TreeMap<>(texts)
                .entrySet().stream()
                        .map(entry -> "%s: %s".formatted(text(entry.getKey()), text(entry.getValue())))
                        .collect(Collectors.joining(",\n  ", "{\n  ", "}"));
    }

    private static String text(String value) {
        var json = new StringBuilder("\"");
        value.chars().forEach(each -> {
            if (each < ' ') {
                json.append("\\u%04x".formatted(each));
            } else if (each == '"' || each == '\\') {
                json.append('\\').append((char) each);
            } else {
                json.append((char) each);
            }
        });
        return json.append('"').toString();
    }

    private static void write(Path folder, String name, String content) {
        try {
            Files.writeString(Files.createDirectories(folder).resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException("Tried to write %s/%s".formatted(folder, name), failed);
        }
    }
}
