package dev.greenroom.localcloud.runtime;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Runs LocalStack, which answers for the services that are not emulated here. */
public interface LocalStackServer extends AutoCloseable {
    /**
     * Starts it, installing it first where needed, and returns once it is healthy.
     *
     * @throws IOException when it can't: what was tried, what is wrong, and the command that fixes it
     */
    URI start() throws IOException, InterruptedException;

    /** Completes with the reason and the last log lines when it ends without being closed. */
    CompletableFuture<String> death();

    @Override
    void close();
}
