package dev.greenroom.localcloud.runtime;

import java.io.IOException;

/** Runs containers of images. One adapter runs them as processes of this machine, another as real containers. */
public interface TaskRuntime extends AutoCloseable {
    /**
     * Starts a container and returns at once; whether it stays up is told by {@link RunningContainer#exit()}.
     *
     * @throws ImageUnavailableException when the image can't be had or can't run here
     * @throws IOException when the machine refuses: disk full, no permission; the message says which and where
     */
    RunningContainer start(ContainerSpec spec) throws IOException, InterruptedException;

    /** Ends every container it started. */
    @Override
    void close();
}
