package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.ImageStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootFileSystemsTest {
    @TempDir
    Path folder;

    private final Blobs blobs = new Blobs();
    private RootFileSystems roots;

    @BeforeEach
    void start() {
        roots = new RootFileSystems(folder.resolve("images"), blobs);
    }

    @Test
    void a_layer_that_two_images_start_with_is_unpacked_once() throws Exception {
        String libraries = blobs.add(new TestLayer().file("libs/a.jar", "a", 0644));
        String first = blobs.add(new TestLayer().file("classes/Main", "1", 0644));
        String second = blobs.add(new TestLayer().file("classes/Main", "2", 0644));

        roots.copyTo(folder.resolve("one"), image(libraries, first));
        roots.copyTo(folder.resolve("two"), image(libraries, second));

        assertThat(blobs.opened).containsExactly(libraries, first, second);
        assertThat(folder.resolve("one/classes/Main")).hasContent("1");
        assertThat(folder.resolve("two/classes/Main")).hasContent("2");
        assertThat(folder.resolve("two/libs/a.jar")).hasContent("a");
    }

    @Test
    void what_is_replaced_or_removed_in_a_copy_stays_in_the_others() throws Exception {
        String layer = blobs.add(new TestLayer().file("data", "image", 0644).link("alias", "/data"));
        roots.copyTo(folder.resolve("one"), image(layer));

        Files.delete(folder.resolve("one/data"));
        Files.writeString(folder.resolve("one/data"), "changed");
        roots.copyTo(folder.resolve("two"), image(layer));

        assertThat(folder.resolve("two/alias")).hasContent("image");
        assertThat(folder.resolve("one/alias")).hasContent("changed");
    }

    private static ImageStore.Image image(String... layers) {
        return new ImageStore.Image(
                "sha256:image",
                List.of(layers).stream()
                        .map(digest -> new ImageStore.Layer(digest, "application/vnd.oci.image.layer.v1.tar", 1))
                        .toList(),
                List.of(),
                List.of(),
                Map.of(),
                "/");
    }

    private static final class Blobs implements ImageStore {
        private final Map<String, byte[]> content = new HashMap<>();
        private final List<String> opened = new ArrayList<>();

        String add(TestLayer layer) throws Exception {
            byte[] tar = layer.tar();
            String digest = "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(tar));
            content.put(digest, tar);
            return digest;
        }

        @Override
        public Image find(String reference) {
            throw new AssertionError("Nobody looks for " + reference);
        }

        @Override
        public InputStream open(String digest) throws IOException {
            opened.add(digest);
            return new ByteArrayInputStream(content.get(digest));
        }
    }
}
