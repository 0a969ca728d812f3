package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build's container has of this machine's files, each by the name that it has here: the build's own folder, an
 * empty home, and in it the user's Maven folder.
 *
 * @param owner {@code UID:GID} of who owns them, so that both sides can write them; empty where there is no such thing
 */
record BuildFolders(Path root, Path files, Path home, Path maven, String owner) {
    private static final String HOME = "home";

    /**
     * Makes them.
     *
     * @param root does not exist yet
     * @param home what the container's home is called
     */
    static BuildFolders make(Path root, Path home) throws IOException {
        Files.createDirectory(root);
        Path files = Files.createDirectory(root.resolve("output"));
        Path emptyHome = Files.createDirectory(root.resolve(HOME));
        Path maven = Files.createDirectories(home.resolve(".m2"));
        for (Path inHome : List.of(maven, root)) {
            if (inHome.startsWith(home)) { // else the engine would make it, and it would belong to root
                Files.createDirectories(emptyHome.resolve(home.relativize(inHome)));
            }
        }
        return new BuildFolders(root, files, home, maven, owner(root));
    }

    List<Mount> mounts() {
        return List.of(mount(root.resolve(HOME), home), mount(maven, maven), mount(root, root));
    }

    void delete() throws IOException {
        FileTrees.delete(root);
    }

    private static String owner(Path file) throws IOException {
        try {
            return "%s:%s".formatted(Files.getAttribute(file, "unix:uid"), Files.getAttribute(file, "unix:gid"));
        } catch (UnsupportedOperationException e) {
            return "";
        }
    }

    private static Mount mount(Path here, Path there) {
        return new Mount().withType(MountType.BIND).withSource(here.toString()).withTarget(there.toString());
    }
}
