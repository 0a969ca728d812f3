package dev.greenroom.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Boots the program of a running task once more, without a cloud around it: same command, same folder, same
 * environment, another port. Linux only, where a process's environment can be read.
 */
final class BareBoot implements BareService {
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;

    private BareBoot(List<String> command, Map<String, String> environment, Path directory) {
        this.command = command;
        this.environment = environment;
        this.directory = directory;
    }

    /** @param cloud whose task of the environment {@code dev} is booted again */
    static BareBoot ofDev(ProcessHandle cloud) throws IOException {
        for (ProcessHandle process : cloud.descendants().toList()) {
            Map<String, String> environment = environment(process);
            if ("dev".equals(environment.get("ENVIRONMENT")) && environment.containsKey("SLOT")) {
                List<String> command = nullSeparated(proc(process, "cmdline")).toList();
                return new BareBoot(command, environment, proc(process, "cwd").toRealPath());
            }
        }
        throw new IllegalStateException("No task of dev runs");
    }

    @Override
    public Duration measure() throws IOException, InterruptedException {
        int port = BareService.freePort();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("SERVER_PORT", String.valueOf(port), "SERVER_ADDRESS", "127.0.0.1"));
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            BareService.awaitReady(port, process::isAlive);
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Map<String, String> environment(ProcessHandle process) {
        var environment = new HashMap<String, String>();
        try {
            nullSeparated(proc(process, "environ")).forEach(variable -> {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    environment.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            });
        } catch (IOException e) {
            return Map.of(); // it has just ended
        }
        return environment;
    }

    private static Stream<String> nullSeparated(Path file) throws IOException {
        return Stream.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }
}
