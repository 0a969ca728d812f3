package dev.greenroom.localcloud.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder {@code docs} of this checkout. A check that doesn't find it fails: it must not pass unchecked. */
final class DocsFolder {
    private DocsFolder() {}

    static Path path() {
        Path folder = Path.of("../docs").toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("%s is not there: run the tests from the module".formatted(folder));
        }
        return folder;
    }
}
