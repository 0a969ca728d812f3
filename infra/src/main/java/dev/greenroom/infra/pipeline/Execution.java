package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One delivery on its way through the pipeline, or at its end.
 *
 * @param delivers null until the source is read
 * @param trigger what started it, for example {@code CloudWatchEvent}, and which one
 * @param remark what CodePipeline says of its status, empty where it says nothing
 * @param changed when something happened to it last
 */
public record Execution(
        String id,
        Status status,
        @Nullable Revision delivers,
        String trigger,
        String remark,
        Instant started,
        Instant changed) {
    public Execution {
        requireNonNull(id, "id is null");
        requireNonNull(status, "status is null");
        requireNonNull(trigger, "trigger is null");
        requireNonNull(remark, "remark is null");
        requireNonNull(started, "started is null");
        requireNonNull(changed, "changed is null");
    }

    public Optional<Revision> revision() {
        return Optional.ofNullable(delivers);
    }

    /** How long it took, or takes by now. */
    public Duration took(Instant now) {
        return Duration.between(started, status.isOver() ? changed : now);
    }

    /** What to call it: its revision where that is known. */
    public String title() {
        return revision().map(Revision::toString).orElse(id);
    }
}
