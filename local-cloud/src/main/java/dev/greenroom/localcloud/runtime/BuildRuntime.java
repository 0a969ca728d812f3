package dev.greenroom.localcloud.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the commands of builds. One adapter runs them as processes of this machine, another in containers. */
public interface BuildRuntime extends AutoCloseable {
    /**
     * Makes the place that one build runs in.
     *
     * @param id unique in its cloud
     * @throws IOException when the machine refuses: disk full, no permission; the message says which and where
     */
    BuildMachine provide(String id) throws IOException, InterruptedException;

    /** A folder of this machine that outlives builds, for what they cache; the same for the same name. */
    Path cache(String name) throws IOException;

    /** Ends every build and removes its files. */
    @Override
    void close();
}
