package dev.greenroom.localcloud.runtime;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The place that one build runs in. */
public interface BuildMachine extends AutoCloseable {
    /** A folder of this build alone, empty at first, whose files its commands see too. */
    Path folder();

    /** What the build's commands call a file of {@link #folder()}. */
    String nameInside(Path file);

    /** What commands find in their environment because of where they run: {@code PATH}, {@code HOME}, ... */
    Map<String, String> environment();

    /** How commands reach what this process calls {@code address}. */
    URI reach(URI address);

    /** Starts a shell; several can run at a time. */
    BuildShell open(ShellSpec spec) throws IOException, InterruptedException;

    /** Kills all that its shells started; none can be opened any more. */
    void kill();

    /** Kills what still runs, and removes the folder. */
    @Override
    void close();
}
