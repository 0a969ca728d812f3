package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A developer's clone of the repository that is delivered. */
final class WorkingCopy implements AutoCloseable {
    private final Path folder;
    private final Git git;
    private final String branch;

    private WorkingCopy(Path folder, Git git, String branch) {
        this.folder = requireNonNull(folder, "folder is null");
        this.git = git;
        this.branch = branch;
    }

    /** @param url where to push, with git over HTTP */
    static WorkingCopy of(String url, String branch, AwsCredentials credentials) throws InterruptedException {
        try {
            var folder = Files.createTempDirectory("greenroom-sources");
            var git = new Git(folder, credentials);
            git.run("init", "--quiet", "--initial-branch", branch);
            git.run("remote", "add", "aws", url);
            return new WorkingCopy(folder, git, branch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a commit that holds these sources and nothing else, pushes it and tells its id. */
    String push(String message, Sources sources) throws InterruptedException {
        try {
            clear();
            sources.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to write the sources of %s".formatted(message), e);
        }
        git.run("add", "--all", "--force");
        git.run("commit", "--quiet", "--allow-empty", "--message", message);
        git.run("push", "--quiet", "aws", branch);
        return git.run("rev-parse", "HEAD");
    }

    @Override
    public void close() {
        try {
            clear();
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but what git knows. */
    private void clear() throws IOException {
        try (var entries = Files.list(folder)) {
            for (var entry : entries.filter(path -> !path.endsWith(".git")).toList()) {
                delete(entry);
            }
        }
    }

    private static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
