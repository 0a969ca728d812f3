package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** One line that a build printed. */
public record LogLine(Instant time, String text) {
    public LogLine {
        requireNonNull(time, "time is null");
        requireNonNull(text, "text is null");
    }
}
