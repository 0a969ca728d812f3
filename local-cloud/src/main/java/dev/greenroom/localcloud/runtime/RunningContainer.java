package dev.greenroom.localcloud.runtime;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A container that was started. */
public interface RunningContainer {
    /** Digest of the image that runs, {@code sha256:...}. */
    String imageDigest();

    /** Where this machine reaches a container port. */
    InetSocketAddress address(int containerPort);

    /** Completes with the exit code: 128 plus the signal's number when a signal ended it. */
    CompletableFuture<Integer> exit();

    /** Why it ended, in AWS's words, where more is known than its exit code; asked once {@link #exit()} is complete. */
    default Optional<String> endReason() {
        return Optional.empty();
    }

    /** Sends SIGTERM, and SIGKILL when it still runs after {@code timeout}. Returns at once. */
    void stop(Duration timeout);
}
