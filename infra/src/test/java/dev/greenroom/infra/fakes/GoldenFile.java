package dev.greenroom.infra.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of this repository that a test knows the contents of. {@code -Dupdate} writes it anew. */
public final class GoldenFile {
    private final Path file;

    /** @param file from the module's folder */
    public GoldenFile(String file) {
        this.file = Path.of(file);
    }

    /** Fails when the file says something else, unless it shall be written. */
    public void says(String text) throws IOException {
        if (System.getProperty("update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file).replace("\r\n", "\n"))
                .as("%s; after a change that is meant, -Dupdate writes it anew", file)
                .isEqualTo(text);
    }
}
