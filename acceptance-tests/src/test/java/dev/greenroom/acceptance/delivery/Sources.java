package dev.greenroom.acceptance.delivery;

import java.io.IOException;
import java.nio.file.Path;

/** What a commit holds. */
interface Sources {
    /** Writes all files into an empty folder. */
    void write(Path folder) throws IOException, InterruptedException;
}
