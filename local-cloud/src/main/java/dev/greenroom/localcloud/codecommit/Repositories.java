package dev.greenroom.localcloud.codecommit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** The repositories of one region, each in a folder named by its ID. Its own monitor guards which names are taken. */
final class Repositories implements AutoCloseable {
    private static final int MAX_REPOSITORIES = 5_000;
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}(?<!\\.git)");

    private final Path folder;
    private final Map<String, CodeRepository> byName = new TreeMap<>();

    /** @param folder made when it is needed; the owner of the cloud removes it */
    Repositories(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
        OwnGit.use();
    }

    synchronized Optional<CodeRepository> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one that a request names. */
    CodeRepository existing(@Nullable String name) {
        String valid = validName(name);
        return find(valid).orElseThrow(() -> CodeCommitErrors.repositoryDoesNotExist(valid));
    }

    static String validName(@Nullable String name) {
        if (name == null) {
            throw CodeCommitErrors.repositoryNameRequired();
        }
        if (!NAME.matcher(name).matches()) {
            throw CodeCommitErrors.invalidRepositoryName();
        }
        return name;
    }

    /** By name. */
    synchronized List<CodeRepository> all() {
        return List.copyOf(byName.values());
    }

    synchronized CodeRepository create(
            String name, Optional<String> description, Map<String, String> tags, Instant now) {
        requireFree(name);
        if (byName.size() >= MAX_REPOSITORIES) {
            throw CodeCommitErrors.repositoryLimitExceeded();
        }
        String id = UUID.randomUUID().toString();
        var repository = new CodeRepository(id, name, description, init(id), now);
        repository.tag(tags);
        byName.put(name, repository);
        return repository;
    }

    synchronized void rename(CodeRepository repository, String newName, Instant now) {
        requireFree(newName);
        byName.remove(repository.name());
        repository.rename(newName, now);
        byName.put(newName, repository);
    }

    /** With all that is in it; the second time nothing happens. */
    void delete(CodeRepository repository) {
        synchronized (this) {
            byName.remove(repository.name(), repository);
        }
        repository.git().close();
        try {
            FileUtils.delete(
                    repository.git().getDirectory(), FileUtils.RECURSIVE | FileUtils.RETRY | FileUtils.SKIP_MISSING);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to remove a repository's folder but " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Collection<CodeRepository> open = all();
        synchronized (this) {
            byName.clear();
        }
        open.forEach(repository -> repository.git().close());
    }

    private void requireFree(String name) {
        if (byName.containsKey(name)) {
            throw CodeCommitErrors.repositoryNameExists(name);
        }
    }

    private Repository init(String id) {
        try {
            Repository git = new FileRepositoryBuilder()
                    .setGitDir(folder.resolve(id).toFile())
                    .setBare()
                    .build();
            git.create(true);
            configure(git);
            return git;
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to make a git repository but " + e.getMessage(), e);
        }
    }

    /** Nothing is tidied up in the background, since nothing lives long enough to need it. */
    private static void configure(Repository git) throws IOException {
        StoredConfig config = git.getConfig();
        config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
        config.setBoolean(ConfigConstants.CONFIG_RECEIVE_SECTION, null, ConfigConstants.CONFIG_KEY_AUTOGC, false);
        config.setInt(ConfigConstants.CONFIG_PACK_SECTION, null, ConfigConstants.CONFIG_KEY_THREADS, 1);
        config.save();
    }
}
