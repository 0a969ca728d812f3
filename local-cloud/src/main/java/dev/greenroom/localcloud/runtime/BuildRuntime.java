package dev.greenroom.localcloud.runtime;

import java.io.IOException;

/** Runs the commands of builds. One adapter runs them as processes of this machine, another in containers. */
public interface BuildRuntime extends AutoCloseable {
    /**
     * Makes the place that one build runs in.
     *
     * @param id unique in its cloud
     * @throws IOException when the machine refuses: disk full, no permission; the message says which and where
     */
    BuildMachine provide(String id) throws IOException;

    /** Ends every build and removes its files. */
    @Override
    void close();
}
