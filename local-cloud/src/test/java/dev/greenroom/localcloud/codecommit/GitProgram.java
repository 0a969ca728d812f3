package dev.greenroom.localcloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real git in a folder of its own, free of the settings of whoever runs the tests. */
final class GitProgram {
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    private GitProgram(Path folder) {
        this.folder = folder;
    }

    static GitProgram in(Path folder) throws IOException {
        return new GitProgram(Files.createDirectories(folder));
    }

    /** A new repository with the branch {@code main} and one commit of {@code hello.txt}. */
    static GitProgram withCommit(Path folder) throws Exception {
        GitProgram git = in(folder);
        git.run("init", "-q", "-b", "main");
        git.commit("hello.txt", "hello");
        return git;
    }

    Path folder() {
        return folder;
    }

    /** @return the ID of the new commit */
    String commit(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        run("add", "-A");
        run("commit", "-q", "-m", "Change " + file);
        return run("rev-parse", "HEAD");
    }

    /** Fails when git does. */
    String run(String... arguments) throws Exception {
        Outcome outcome = attempt(arguments);
        assertThat(outcome.exitCode())
                .as("git %s: %s", String.join(" ", arguments), outcome.output())
                .isZero();
        return outcome.output().strip();
    }

    Outcome attempt(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("git ends")
                .isTrue();
        return new Outcome(process.exitValue(), output);
    }

    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", path,
                        "HOME", folder.getParent().toString(),
                        "LC_ALL", "C",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_AUTHOR_NAME", "Ada",
                        "GIT_AUTHOR_EMAIL", "ada@example.com",
                        "GIT_COMMITTER_NAME", "Bob",
                        "GIT_COMMITTER_EMAIL", "bob@example.com"));
        return builder.start();
    }

    record Outcome(int exitCode, String output) {}
}
