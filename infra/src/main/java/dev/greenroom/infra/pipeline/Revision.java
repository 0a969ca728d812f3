package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * What is delivered.
 *
 * @param commit its full id
 * @param message of the commit, empty where CodePipeline doesn't know it
 */
public record Revision(String commit, String message) {
    private static final int SHORT = 7;

    public Revision {
        requireNonNull(commit, "commit is null");
        requireNonNull(message, "message is null");
    }

    public String shortCommit() {
        return commit.length() <= SHORT ? commit : commit.substring(0, SHORT);
    }

    /** The first line of the message. */
    public String title() {
        return message.lines().findFirst().orElse("").strip();
    }

    @Override
    public String toString() {
        return title().isEmpty() ? shortCommit() : shortCommit() + " " + title();
    }
}
