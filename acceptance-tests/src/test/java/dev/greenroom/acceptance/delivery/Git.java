package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The git of this machine in one folder, without what its user or the machine configured. */
final class Git {
    private static final long MINUTES = 5;

    private final Path folder;
    private final Map<String, String> environment;

    /** @param credentials for who is asked for them over HTTP; in no argument, so that they are never shown */
    Git(Path folder, AwsCredentials credentials) {
        this.folder = requireNonNull(folder, "folder is null");
        var login = credentials.accessKeyId() + ":" + credentials.secretAccessKey();
        var basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        this.environment = Map.ofEntries(
                Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
                Map.entry("GIT_TERMINAL_PROMPT", "0"),
                Map.entry("GIT_AUTHOR_NAME", "Somebody"),
                Map.entry("GIT_AUTHOR_EMAIL", "somebody@greenroom.invalid"),
                Map.entry("GIT_COMMITTER_NAME", "Somebody"),
                Map.entry("GIT_COMMITTER_EMAIL", "somebody@greenroom.invalid"),
                Map.entry("GIT_CONFIG_COUNT", "1"),
                Map.entry("GIT_CONFIG_KEY_0", "http.extraHeader"),
                Map.entry("GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic),
                Map.entry("NO_PROXY", "*"));
    }

    /** What the command prints, without white space around it. */
    String run(String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException("Tried to run %s but it failed: %s".formatted(command, output));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to run %s".formatted(command), e);
        }
    }
}
