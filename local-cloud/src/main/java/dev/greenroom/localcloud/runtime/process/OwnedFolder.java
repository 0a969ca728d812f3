package dev.greenroom.localcloud.runtime.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that belongs to this process as long as it lives, next to those of others. Each owner holds a lock on a
 * file in its folder; whoever makes a folder first sweeps away those whose lock nobody holds.
 */
public final class OwnedFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedFolder.class);
    private static final String OWNER_FILE = "owner.lock";

    /** Those of this process are never looked into: closing a file drops every lock that a process holds on it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel owner;

    private OwnedFolder(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    /** Makes a folder {@code prefix-random} below {@code parent}, where nothing else is left by it. */
    public static OwnedFolder create(Path parent, String prefix) throws IOException, InterruptedException {
        return FolderLock.whileLocked(UserCache.folder(), () -> {
            sweep(parent.toRealPath(), prefix);
            String random = UUID.randomUUID().toString().substring(0, 8);
            Path path = Files.createDirectory(parent.toRealPath().resolve(prefix + "-" + random));
            OURS.add(path);
            FileChannel owner =
                    FileChannel.open(path.resolve(OWNER_FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            owner.lock();
            return new OwnedFolder(path, owner);
        });
    }

    public Path path() {
        return path;
    }

    /** Removes the folder with all that is in it. */
    @Override
    public void close() throws IOException {
        owner.close();
        FileTrees.delete(path);
        OURS.remove(path);
    }

    private static void sweep(Path parent, String prefix) throws IOException {
        for (Path folder : foldersOfOthers(parent, prefix)) {
            if (isAbandoned(folder)) {
                LOG.info("Removing what a dead process left in {}", folder);
                FileTrees.delete(folder);
            }
        }
    }

    private static List<Path> foldersOfOthers(Path parent, String prefix) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(prefix) + "-[0-9a-f]{8}");
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry ->
                            name.matcher(entry.getFileName().toString()).matches())
                    .filter(entry -> !OURS.contains(entry))
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(OWNER_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }
}
