package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerUnpackerTest {
    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";

    @TempDir
    private Path folder;

    private Path root;
    private LayerUnpacker unpacker;

    @BeforeEach
    void make_root() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        unpacker = new LayerUnpacker(root);
    }

    @Test
    void unpacks_files_folders_and_what_may_be_executed() throws IOException {
        apply(new TestLayer().file("app/run", "#!/bin/sh", 0755).file("app/data", "x", 0644));

        assertThat(root.resolve("app/run")).hasContent("#!/bin/sh").isExecutable();
        assertThat(Files.isExecutable(root.resolve("app/data"))).isFalse();
    }

    @Test
    void a_higher_layer_replaces_and_removes_what_lower_ones_had() throws IOException {
        apply(new TestLayer().file("a/old", "1", 0644).file("a/keep", "1", 0644).file("b/one", "1", 0644));
        apply(new TestLayer()
                .file("a/.wh.old", "", 0644)
                .file("a/keep", "2", 0644)
                .file("b/.wh..wh..opq", "", 0644));

        assertThat(root.resolve("a/old")).doesNotExist();
        assertThat(root.resolve("a/keep")).hasContent("2");
        assertThat(root.resolve("b")).isEmptyDirectory();
    }

    @Test
    void absolute_links_mean_places_in_the_image() throws IOException {
        apply(new TestLayer().file("etc/real", "here", 0644).link("opt/alias", "/etc/real"));

        assertThat(root.resolve("opt/alias")).hasContent("here");
    }

    @Test
    void hard_links_are_kept() throws IOException {
        apply(new TestLayer().file("etc/real", "here", 0644).hardLink("etc/other", "etc/real"));

        assertThat(root.resolve("etc/other")).hasContent("here");
    }

    @Test
    void an_entry_that_leads_out_of_the_image_is_refused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> apply(new TestLayer().file("../outside", "x", 0644)))
                .withMessageContaining("../outside leads out of the image");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void a_link_that_climbs_out_of_the_image_ends_at_its_root() throws IOException {
        apply(new TestLayer().file("etc/real", "here", 0644).link("opt/alias", "../../../etc/real"));

        assertThat(root.resolve("opt/alias")).hasContent("here");
    }

    @Test
    void a_link_below_a_link_stays_in_the_image() throws IOException {
        Files.writeString(folder.resolve("outside"), "x");
        apply(new TestLayer().link("a/b/up", "/").link("a/b/up/escape", "../../../outside"));

        assertThat(root.resolve("escape")).isSymbolicLink();
        assertThat(Files.readSymbolicLink(root.resolve("escape"))).hasToString("outside");
    }

    @Test
    void a_whiteout_that_would_hide_its_own_folder_is_refused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> apply(new TestLayer().file(".wh...", "", 0644)))
                .withMessageContaining("hides nothing in its folder");
        assertThat(root).exists();
    }

    @Test
    void a_compression_that_is_not_known_is_named() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> unpacker.apply(new ByteArrayInputStream(new byte[0]), TAR + "+zstd"))
                .withMessageContaining("tar+zstd");
    }

    private void apply(TestLayer layer) throws IOException {
        unpacker.apply(new ByteArrayInputStream(layer.tar()), TAR);
    }
}
