package dev.greenroom.localcloud.gateway;

import java.io.IOException;
import java.net.BindException;

/** Says what is wrong with a port that can't be had, and what to do. */
final class Ports {
    private static final int FIRST_UNPRIVILEGED = 1024;

    private Ports() {}

    static BindException explain(int port, IOException failure) {
        String reason = port > 0 && port < FIRST_UNPRIVILEGED && !isTaken(failure)
                ? "this user may not bind ports below %d (%s). Choose a higher port."
                        .formatted(FIRST_UNPRIVILEGED, message(failure))
                : "%s. Stop it, or choose another port.".formatted(holder(port, failure));
        var explained = new BindException("Tried to open port %d for the gateway but %s".formatted(port, reason));
        explained.initCause(failure);
        return explained;
    }

    private static String holder(int port, IOException failure) {
        return PortHolder.find(port)
                .map(process -> "process %d holds it: %s"
                        .formatted(
                                process.pid(),
                                process.info()
                                        .commandLine()
                                        .or(process.info()::command)
                                        .orElse("?")))
                .orElseGet(() -> isTaken(failure) ? "another process holds it" : message(failure));
    }

    private static boolean isTaken(IOException failure) {
        return message(failure).contains("in use");
    }

    /** Jetty wraps what the system says. */
    private static String message(IOException failure) {
        Throwable system = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(system.getMessage());
    }
}
