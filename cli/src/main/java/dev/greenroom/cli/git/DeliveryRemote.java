package dev.greenroom.cli.git;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The remote {@code aws} of the project's git repository: {@code git push aws} delivers the commit that is checked out,
 * whatever its branch is called.
 *
 * <p>All of it is one file in the workspace that the repository's configuration includes. Git passes over an included
 * file that is gone, so whatever becomes of the workspace, no remote is left that leads nowhere. The credentials are sent
 * to that one address and are in no URL, so no credential helper ever sees them.
 */
public final class DeliveryRemote {
    private static final String INCLUDE = "include.path";
    private static final String URL = "remote.aws.url";

    private final Git git;
    private final Path project;
    private final Path file;

    /** @param file where its configuration is written */
    public DeliveryRemote(Path project, Path file) {
        this.project = requireNonNull(project, "project is null");
        this.file = requireNonNull(file, "file is null").toAbsolutePath();
        this.git = new Git(project);
    }

    /**
     * How to push.
     *
     * @param command {@code git push aws}, or a longer one where that remote could not be added
     * @param note why it is longer, or what else stands in the way
     */
    public record Advice(String command, Optional<String> note) {}

    /** Adds the remote, or leads the one that was added earlier to where the repository is now. */
    public Advice add(URI repository, String branch, AwsCredentials credentials) {
        String byUrl = "git -c %s push %s HEAD:refs/heads/%s"
                .formatted(quoted("http.extraHeader=" + authorization(credentials)), repository, branch);
        if (Git.version().isEmpty()) {
            return new Advice(byUrl, Optional.of("There is no git on the PATH; install it to push."));
        }
        if (!isRoot()) {
            return new Advice(
                    byUrl,
                    Optional.of("%s is not the root of a git work tree, so it has no remote 'aws'; push from the one"
                                    .formatted(project)
                            + " that holds the sources."));
        }
        forget();
        Optional<String> other = git.ask("config", "--get", URL);
        if (other.isPresent()) {
            return new Advice(
                    byUrl,
                    Optional.of("The remote 'aws' leads to %s already and was left alone.".formatted(other.get())));
        }
        write(repository, branch, credentials);
        Git.Answer answer = git.run("config", "--local", "--add", INCLUDE, file.toString());
        return answer.isGood()
                ? new Advice("git push aws", shallow())
                : new Advice(
                        byUrl, Optional.of("The remote 'aws' could not be added to the repository: " + answer.text()));
    }

    /** Removes what {@link #add} added, and tells whether that was there; a remote that somebody else made stays. */
    public boolean remove() {
        boolean wasThere = Files.exists(file);
        if (Git.version().isPresent() && isRoot() && forget()) {
            forgetBranches();
        }
        return wasThere;
    }

    /** Whether the repository's configuration led to it. */
    private boolean forget() {
        delete();
        boolean isIncluded = git.ask("config", "--local", "--get-all", INCLUDE)
                .filter(text -> text.lines().anyMatch(file.toString()::equals))
                .isPresent();
        // Where this fails, git passes over what is not there.
        return isIncluded
                && git.run("config", "--local", "--unset-all", INCLUDE, "^" + escaped(file.toString()) + "$")
                        .isGood();
    }

    /** What git noted of the branches that were pushed; not those of somebody else's remote of that name. */
    private void forgetBranches() {
        if (git.ask("config", "--get", URL).isEmpty()) {
            git.ask("for-each-ref", "--format=%(refname)", "refs/remotes/aws/").stream()
                    .flatMap(String::lines)
                    .forEach(branch -> git.run("update-ref", "-d", branch));
        }
    }

    private boolean isRoot() {
        try {
            Optional<String> root = git.ask("rev-parse", "--show-toplevel");
            return root.isPresent() && Path.of(root.get()).toRealPath().equals(project.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> shallow() {
        return git.ask("rev-parse", "--is-shallow-repository")
                .filter("true"::equals)
                .map(yes -> "This is a shallow clone, which can't be pushed: git fetch --unshallow first.");
    }

    private void write(URI repository, String branch, AwsCredentials credentials) {
        String configuration = """
            # Made by ./greenroom up --pipeline, removed by ./greenroom down.
            [remote "aws"]
            \turl = %s
            \tfetch = +refs/heads/*:refs/remotes/aws/*
            \tpush = HEAD:refs/heads/%s
            \tproxy =
            [http "%s"]
            \textraHeader = %s
            """.formatted(repository, branch, repository.resolve("/"), authorization(credentials));
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to write the git remote to " + file, e);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to remove the git remote in " + file, e);
        }
    }

    private static String authorization(AwsCredentials credentials) {
        String login = credentials.accessKeyId() + ":" + credentials.secretAccessKey();
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    /** For a regular expression, in which git looks values up. */
    private static String escaped(String text) {
        return text.replaceAll("[^A-Za-z0-9/_-]", "\\\\$0");
    }
}
