package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what an engine, or its absence, means. */
final class EngineFailure {
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final String NO_SPACE = "no space left on device";

    private EngineFailure() {}

    /** @param what in "Tried to WHAT but ..." */
    static IOException of(String what, RuntimeException e) {
        return new IOException("Tried to %s but %s".formatted(what, reason(e)), e);
    }

    /** What the engine said, or that it does not answer any more. */
    static String reason(Throwable e) {
        String reason = wholeReason(e);
        return reason.contains(NO_SPACE) ? reason + ". Free some (docker system df tells what takes it)" : reason;
    }

    private static String wholeReason(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DockerException) {
                return said(String.valueOf(cause.getMessage()));
            }
            root = cause;
        }
        return root instanceof IOException
                ? "the Docker engine does not answer: %s. Is it still running? (docker info)"
                        .formatted(String.valueOf(root.getMessage()))
                : String.valueOf(root.getMessage());
    }

    /** Whether somebody else listens where a container's port was to be published. */
    static boolean isPortTaken(Throwable e) {
        String reason = reason(e);
        return reason.contains("port is already allocated") || reason.contains("address already in use");
    }

    private static String said(String answer) {
        Matcher message = MESSAGE.matcher(answer);
        return message.find() ? message.group(1).replace("\\\"", "\"") : answer;
    }
}
