package dev.greenroom.localcloud.codecommit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** What the API knows of a repository, and the bare git repository behind it. Its own monitor guards what can change. */
final class CodeRepository {
    private static final Set<RefUpdate.Result> LINKED =
            Set.of(RefUpdate.Result.NEW, RefUpdate.Result.FORCED, RefUpdate.Result.NO_CHANGE);

    private final String id;
    private final Repository git;
    private final Instant createdAt;
    private final Map<String, String> tags = new TreeMap<>();
    private String name;
    private Optional<String> description;
    private Optional<String> defaultBranch = Optional.empty();
    private Instant modifiedAt;

    CodeRepository(String id, String name, Optional<String> description, Repository git, Instant createdAt) {
        this.id = requireNonNull(id, "id is null");
        this.name = requireNonNull(name, "name is null");
        this.description = requireNonNull(description, "description is null");
        this.git = requireNonNull(git, "git is null");
        this.createdAt = requireNonNull(createdAt, "createdAt is null");
        this.modifiedAt = createdAt;
    }

    String id() {
        return id;
    }

    Repository git() {
        return git;
    }

    Instant createdAt() {
        return createdAt;
    }

    synchronized String name() {
        return name;
    }

    synchronized Optional<String> description() {
        return description;
    }

    synchronized Instant modifiedAt() {
        return modifiedAt;
    }

    synchronized Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** Empty until the first branch is there. */
    synchronized Optional<String> defaultBranch() {
        return defaultBranch;
    }

    synchronized void rename(String newName, Instant now) {
        name = newName;
        modifiedAt = now;
    }

    synchronized void describe(Optional<String> newDescription, Instant now) {
        description = newDescription;
        modifiedAt = now;
    }

    synchronized void tag(Map<String, String> more) {
        tags.putAll(more);
    }

    synchronized void untag(Collection<String> keys) {
        tags.keySet().removeAll(keys);
    }

    synchronized void touch(Instant now) {
        modifiedAt = now;
    }

    /** What a clone checks out. */
    synchronized void makeDefault(String branch) throws IOException {
        RefUpdate head = git.updateRef(Constants.HEAD);
        head.disableRefLog();
        RefUpdate.Result result = head.link(Constants.R_HEADS + branch);
        if (!LINKED.contains(result)) {
            throw new IOException("HEAD could not be set to %s: %s".formatted(branch, result));
        }
        defaultBranch = Optional.of(branch);
    }

    /** The first branch is the default one, whoever makes it. */
    synchronized void makeDefaultIfFirst(String branch) throws IOException {
        if (defaultBranch.isEmpty()) {
            makeDefault(branch);
        }
    }
}
