package dev.greenroom.localcloud.codecommit;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What is in the tree of a commit. */
final class TreeFiles {
    private TreeFiles() {}

    /** @param id of a blob, or of a commit in another repository where the mode is that of a submodule */
    record Entry(FileMode mode, ObjectId id) {
        boolean isSubmodule() {
            return mode == FileMode.GITLINK;
        }
    }

    /** All files and submodules by path, in the order of paths. */
    static SortedMap<String, Entry> all(Repository git, RevCommit commit) {
        return GitCall.of(() -> {
            var files = new TreeMap<String, Entry>();
            try (var walk = new TreeWalk(git)) {
                walk.addTree(commit.getTree());
                walk.setRecursive(true);
                while (walk.next()) {
                    files.put(walk.getPathString(), new Entry(walk.getFileMode(), walk.getObjectId(0)));
                }
            }
            return files;
        });
    }

    /** What is right in a folder, by name: folders, files and submodules. */
    static Map<String, Entry> in(Repository git, ObjectId folder) {
        return GitCall.of(() -> {
            var entries = new TreeMap<String, Entry>();
            try (var walk = new TreeWalk(git)) {
                walk.addTree(folder);
                while (walk.next()) {
                    entries.put(walk.getNameString(), new Entry(walk.getFileMode(), walk.getObjectId(0)));
                }
            }
            return entries;
        });
    }

    /** A folder, file or submodule; the root itself is the tree of the commit. */
    static Optional<Entry> find(Repository git, RevCommit commit, String path) {
        if (path.isEmpty()) {
            return Optional.of(new Entry(FileMode.TREE, commit.getTree()));
        }
        return GitCall.of(() -> {
            try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
                return Optional.ofNullable(walk).map(found -> new Entry(found.getFileMode(), found.getObjectId(0)));
            }
        });
    }
}
