package dev.greenroom.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs the container of a task once more by {@code docker run}: same image, environment, limits and network. */
final class BareContainer implements BareService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNER = "dev.greenroom.owner";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long NANOS_A_CORE = 1_000_000_000L;

    private final JsonNode task;

    private BareContainer(JsonNode task) {
        this.task = task;
    }

    /** @param cloud whose task of the environment {@code dev} is run again */
    static BareContainer ofDev(ProcessHandle cloud) throws IOException, InterruptedException {
        for (String id :
                docker("ps", "--quiet", "--filter", "label=" + OWNER).lines().toList()) {
            JsonNode container = JSON.readTree(docker("inspect", "--format", "{{json .}}", id));
            if (isOf(cloud, container) && isOfDev(container)) {
                return new BareContainer(container);
            }
        }
        throw new IllegalStateException("No task of dev runs");
    }

    @Override
    public Duration measure() throws IOException, InterruptedException {
        int port = BareService.freePort();
        String[] command = command(port);
        long begun = System.nanoTime();
        String id = docker(command);
        try {
            BareService.awaitReady(port, () -> System.nanoTime() - begun < PATIENCE.toNanos());
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            docker("rm", "--force", "--volumes", id);
        }
    }

    private String[] command(int port) {
        JsonNode config = task.path("Config");
        JsonNode host = task.path("HostConfig");
        String exposed = host.path("PortBindings").fieldNames().next();
        List<String> command = new ArrayList<>(List.of("run", "--detach"));
        command.addAll(List.of("--label", OWNER + "=" + owner(task)));
        command.addAll(List.of("--network", host.path("NetworkMode").asText()));
        command.addAll(List.of("--publish", "127.0.0.1:%d:%s".formatted(port, exposed)));
        command.addAll(List.of("--memory", host.path("Memory").asText()));
        command.addAll(List.of("--memory-swap", host.path("MemorySwap").asText()));
        command.addAll(List.of("--cpus", String.valueOf(host.path("NanoCpus").asDouble() / NANOS_A_CORE)));
        environment(task).forEach(variable -> command.addAll(List.of("--env", variable)));
        command.add(config.path("Image").asText());
        return command.toArray(String[]::new);
    }

    /** The owner's label is {@code MACHINE/PID/START}. */
    private static boolean isOf(ProcessHandle cloud, JsonNode container) {
        return owner(container).contains("/%d/".formatted(cloud.pid()));
    }

    private static boolean isOfDev(JsonNode container) {
        return environment(container).anyMatch("ENVIRONMENT=dev"::equals)
                && environment(container).anyMatch(variable -> variable.startsWith("SLOT="));
    }

    private static String owner(JsonNode container) {
        return container.path("Config").path("Labels").path(OWNER).asText();
    }

    private static Stream<String> environment(JsonNode container) {
        return StreamSupport.stream(container.path("Config").path("Env").spliterator(), false)
                .map(JsonNode::asText);
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Shell.run(Path.of("."), Map.of(), command);
    }
}
