package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is waited for: exactly one execution's, whatever happens meanwhile.
 *
 * @param executionId of the execution that waits
 * @param token that belongs to this decision alone
 * @param customData what is to be known about the release, empty when the pipeline says nothing
 * @param link where to look at the release, null when the pipeline names no place
 * @param expires when no decision is a rejection
 */
public record Approval(
        String pipeline,
        String stage,
        String action,
        String executionId,
        String token,
        String customData,
        @Nullable String link,
        Instant since,
        Instant expires) {
    public Approval {
        requireNonNull(pipeline, "pipeline is null");
        requireNonNull(stage, "stage is null");
        requireNonNull(action, "action is null");
        requireNonNull(executionId, "executionId is null");
        requireNonNull(token, "token is null");
        requireNonNull(customData, "customData is null");
        requireNonNull(since, "since is null");
        requireNonNull(expires, "expires is null");
    }

    public Optional<String> url() {
        return Optional.ofNullable(link);
    }
}
