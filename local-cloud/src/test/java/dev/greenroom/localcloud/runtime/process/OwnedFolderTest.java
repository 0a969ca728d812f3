package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFolderTest {
    @TempDir
    Path parent;

    @Test
    void close_removes_it() throws Exception {
        OwnedFolder folder = OwnedFolder.create(parent, "cloud");
        Files.createDirectories(folder.path().resolve("a/b"));

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void a_later_one_sweeps_the_remains_of_the_dead() throws Exception {
        Path remains = Files.createDirectories(parent.resolve("cloud-0badcafe"));
        Path readOnly = Files.createDirectory(remains.resolve("read-only"));
        Files.createFile(readOnly.resolve("file"));
        readOnly.toFile().setWritable(false);

        OwnedFolder.create(parent, "cloud").close();

        assertThat(remains).doesNotExist();
    }

    @Test
    void a_later_one_leaves_our_own_and_strange_ones_alone() throws Exception {
        Path strange = Files.createDirectories(parent.resolve("cloud-of-somebody"));
        try (OwnedFolder own = OwnedFolder.create(parent, "cloud")) {
            OwnedFolder.create(parent, "cloud").close();

            assertThat(own.path()).exists();
            assertThat(strange).exists();
        }
    }
}
