package dev.greenroom.localcloud.codecommit;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A tree in the making: begins with the files of a commit, or with none. For one thread. */
final class TreeEdit {
    private final SortedMap<String, TreeFiles.Entry> files;

    TreeEdit(SortedMap<String, TreeFiles.Entry> files) {
        this.files = new TreeMap<>(files);
    }

    Optional<TreeFiles.Entry> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    TreeFiles.Entry existing(String path) {
        return find(path).orElseThrow(() -> CodeCommitErrors.fileDoesNotExist(path));
    }

    void put(String path, FileMode mode, ObjectId blob) {
        if (find(path).filter(TreeFiles.Entry::isSubmodule).isPresent()) {
            throw CodeCommitErrors.filePathConflictsWithSubmodulePath();
        }
        String folder = path + "/";
        if (files.tailMap(folder).keySet().stream()
                .findFirst()
                .filter(next -> next.startsWith(folder))
                .isPresent()) {
            throw CodeCommitErrors.fileNameConflictsWithDirectoryName();
        }
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (files.containsKey(path.substring(0, end))) {
                throw CodeCommitErrors.directoryNameConflictsWithFileName();
            }
        }
        files.put(path, new TreeFiles.Entry(mode, blob));
    }

    /** @return what was there */
    TreeFiles.Entry delete(String path) {
        TreeFiles.Entry gone = existing(path);
        files.remove(path);
        return gone;
    }

    /** @return the ID of the tree */
    ObjectId write(ObjectInserter objects) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        files.forEach((path, file) -> builder.add(entry(path, file)));
        builder.finish();
        return index.writeTree(objects);
    }

    private static DirCacheEntry entry(String path, TreeFiles.Entry file) {
        try {
            var entry = new DirCacheEntry(path);
            entry.setFileMode(file.mode());
            entry.setObjectId(file.id());
            return entry;
        } catch (InvalidPathException e) {
            throw CodeCommitErrors.invalidPath();
        }
    }
}
