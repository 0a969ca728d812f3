package dev.greenroom.localcloud.runtime;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A container to run.
 *
 * @param id unique in its cloud; names folders, threads and containers
 * @param image as the task definition names it, for example {@code localhost:4566/service@sha256:...}
 * @param entryPoint replaces the image's entry point; empty keeps it
 * @param command replaces the image's command; empty keeps it
 * @param environment added to the image's own
 * @param ports container ports that others must reach
 * @param limits what it may use, where the runtime can hold it to that
 * @param log receives each line that the container prints, on a thread of the runtime
 */
public record ContainerSpec(
        String id,
        String image,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        Set<Integer> ports,
        Limits limits,
        Consumer<String> log) {
    public ContainerSpec {
        requireNonNull(id, "id is null");
        requireNonNull(image, "image is null");
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = Set.copyOf(ports);
        requireNonNull(limits, "limits is null");
        requireNonNull(log, "log is null");
    }

    /**
     * What a container may use.
     *
     * @param cpu 1024 is one core; 0 for all
     * @param memory in MiB; 0 for all
     */
    public record Limits(int cpu, int memory) {
        public static final Limits NONE = new Limits(0, 0);
    }
}
