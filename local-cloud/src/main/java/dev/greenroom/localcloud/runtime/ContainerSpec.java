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
 * @param log receives each line that the container prints, on a thread of the runtime
 */
public record ContainerSpec(
        String id,
        String image,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        Set<Integer> ports,
        Consumer<String> log) {
    public ContainerSpec {
        requireNonNull(id, "id is null");
        requireNonNull(image, "image is null");
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = Set.copyOf(ports);
        requireNonNull(log, "log is null");
    }
}
