package dev.greenroom.cli.bench;

import dev.greenroom.infra.Image;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.pipeline.ActionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Does what the pipeline's actions do until the approval, without a pipeline: the commands of their buildspecs in clones,
 * with the variables that their builds had, and the deployments by the deployer. Used by one thread.
 */
final class ByHand {
    private final Showcase showcase;
    private final AwsClients aws;
    private final Map<String, String> access;
    private final Map<String, Duration> took = new LinkedHashMap<>();

    /** @param access variables that lead the SDK to the cloud */
    ByHand(Showcase showcase, AwsClients aws, Map<String, String> access) {
        this.showcase = showcase;
        this.aws = aws;
        this.access = Map.copyOf(access);
    }

    /**
     * How long each action's own commands take.
     *
     * @param actions of an execution that came to the approval
     * @param builds where the release is built
     * @param tests as fresh as a source that an action gets
     */
    Map<String, Duration> deliver(List<ActionStatus> actions, Clone builds, Clone tests, String commit)
            throws IOException, InterruptedException {
        var known = new HashMap<>(Map.of("CODEBUILD_RESOLVED_SOURCE_VERSION", commit));
        build("Build", "build", actions, builds, known);
        Image image = Image.parse(known.get("IMAGE"));
        timed("DeployDev", () -> showcase.environment("dev").deploy(image));
        build("IntegrationTest", "integration-test", actions, tests, known);
        build("ResolveSlot", "resolve-slot", actions, builds, known);
        timed("DeployGreen", () -> showcase.environment("test").deploy(image));
        build("SmokeTest", "smoke-test", actions, builds, known);
        return Map.copyOf(took);
    }

    /** @param known what is the same for this delivery and counts before what the build had; gets what it exports */
    private void build(
            String action, String buildspec, List<ActionStatus> actions, Clone clone, Map<String, String> known)
            throws IOException, InterruptedException {
        Path folder = clone.folder();
        Map<?, ?> spec = read(folder.resolve("infra/buildspecs/%s.yaml".formatted(buildspec)));
        var variables = new HashMap<>(access);
        if (spec.get("env") instanceof Map<?, ?> env && env.get("variables") instanceof Map<?, ?> own) {
            own.forEach((name, value) -> variables.put(name.toString(), value.toString()));
        }
        variables.putAll(variables(action, actions));
        variables.putAll(known);
        String script = "set -e\n" + String.join("\n", commands(spec));
        timed(action, () -> Shell.run(folder, variables, List.of("bash", "-c", script)));
        Path exports = folder.resolve("variables.env");
        if (Files.exists(exports)) {
            for (String line : Files.readAllLines(exports)) {
                known.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
    }

    /** What the pipeline and the project gave the action's build. */
    private Map<String, String> variables(String action, List<ActionStatus> actions) {
        String build = actions.stream()
                .filter(each -> each.name().equals(action))
                .findFirst()
                .orElseThrow()
                .externalId();
        var variables = new HashMap<String, String>();
        aws.codeBuild()
                .batchGetBuilds(request -> request.ids(build))
                .builds()
                .get(0)
                .environment()
                .environmentVariables()
                .forEach(variable -> variables.put(variable.name(), variable.value()));
        return variables;
    }

    private static Map<?, ?> read(Path buildspec) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(buildspec));
    }

    private static List<String> commands(Map<?, ?> spec) {
        if (spec.get("phases") instanceof Map<?, ?> phases
                && phases.get("build") instanceof Map<?, ?> build
                && build.get("commands") instanceof List<?> commands) {
            return commands.stream().map(Object::toString).toList();
        }
        throw new IllegalStateException("A buildspec has no phase build with commands: " + spec);
    }

    private void timed(String action, Work work) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        work.run();
        took.put(action, Duration.ofNanos(System.nanoTime() - begun));
    }

    private interface Work {
        Object run() throws IOException, InterruptedException;
    }
}
