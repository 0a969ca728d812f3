package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * This very project, as it lies on this machine: what is committed, and what is changed or new.
 *
 * @param project folder of its working copy
 */
record OwnSources(Path project) implements Sources {
    OwnSources {
        requireNonNull(project, "project is null");
    }

    @Override
    public void write(Path folder) throws IOException, InterruptedException {
        for (var name : files()) {
            var from = project.resolve(name);
            if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                var to = folder.resolve(name);
                Files.createDirectories(to.getParent());
                Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private List<String> files() throws InterruptedException {
        var nobody = AwsBasicCredentials.create("nobody", "nothing");
        var names = new Git(project, nobody).run("ls-files", "-z", "--cached", "--others", "--exclude-standard");
        return List.of(names.split("\0"));
    }
}
