package dev.greenroom.cli.bench;

import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A clone of this project in a folder that is removed when it is closed; what is not committed is not in it. */
final class Clone implements AutoCloseable {
    private static final Map<String, String> SOMEBODY = Map.of(
            "GIT_AUTHOR_NAME", "Bench",
            "GIT_AUTHOR_EMAIL", "bench@greenroom.invalid",
            "GIT_COMMITTER_NAME", "Bench",
            "GIT_COMMITTER_EMAIL", "bench@greenroom.invalid",
            "GIT_TERMINAL_PROMPT", "0",
            "NO_PROXY", "*");

    private final Path folder;

    private Clone(Path folder) {
        this.folder = folder;
    }

    static Clone of(Path project) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("greenroom-bench");
        Shell.run(project, SOMEBODY, List.of("git", "clone", "--quiet", project.toString(), folder.toString()));
        return new Clone(folder);
    }

    Path folder() {
        return folder;
    }

    /** Changes a line of the service, so that there is something to build and to deliver; returns the commit. */
    String change(String line) throws IOException, InterruptedException {
        Path file = folder.resolve("service/src/main/resources/bench.txt");
        Files.writeString(file, line + "\n", StandardCharsets.UTF_8);
        git("add", "--all");
        git("commit", "--quiet", "--message", line);
        return git("rev-parse", "HEAD");
    }

    void push(String url, String branch, AwsCredentials credentials) throws IOException, InterruptedException {
        String login = credentials.accessKeyId() + ":" + credentials.secretAccessKey();
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        git(
                "-c",
                "http.extraHeader=Authorization: Basic " + basic,
                "push",
                "--quiet",
                url,
                "HEAD:refs/heads/" + branch);
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Shell.run(folder, SOMEBODY, command);
    }

    @Override
    public void close() throws IOException {
        FileTrees.delete(folder);
    }
}
