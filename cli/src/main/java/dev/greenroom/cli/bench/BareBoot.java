package dev.greenroom.cli.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
final class BareBoot {
    private static final String READINESS = "/actuator/health/readiness";

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

    /** From the start of the process to its first ready answer. */
    Duration measure() throws IOException, InterruptedException {
        int port = freePort();
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
            awaitReady(process, URI.create("http://127.0.0.1:%d%s".formatted(port, READINESS)));
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void awaitReady(Process process, URI readiness) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
        while (!isReady(http, request)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The bare program ended with code " + process.exitValue());
            }
            Thread.sleep(20);
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
