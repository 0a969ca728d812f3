package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one action in the execution that its stage shows.
 *
 * @param provider who carries it out: {@code CodeCommit}, {@code CodeBuild}, {@code CloudFormation} or {@code Manual}
 * @param runOrder those of one stage with the same number run at the same time
 * @param began null when it didn't yet
 * @param ended null when it didn't yet
 * @param summary what its provider says of it, or why it failed; empty when nothing is known
 * @param externalId its provider's name for it, such as a build's id; empty when there is none
 * @param outputs its output variables
 * @param decision that it waits for, null when it waits for none
 */
public record ActionStatus(
        String name,
        String provider,
        int runOrder,
        Status status,
        @Nullable Instant began,
        @Nullable Instant ended,
        String summary,
        String externalId,
        Map<String, String> outputs,
        @Nullable Approval decision) {
    public ActionStatus {
        requireNonNull(name, "name is null");
        requireNonNull(provider, "provider is null");
        requireNonNull(status, "status is null");
        requireNonNull(summary, "summary is null");
        requireNonNull(externalId, "externalId is null");
        outputs = Map.copyOf(outputs);
    }

    /** How long it took, or takes by now; empty when it has not begun. */
    public Optional<Duration> took(Instant now) {
        return Optional.ofNullable(began).map(begin -> Duration.between(begin, ended == null ? now : ended));
    }

    public Optional<Approval> approval() {
        return Optional.ofNullable(decision);
    }

    /** Whether it is a build that was started, whose log can be read. */
    public boolean hasLog() {
        return provider.equals("CodeBuild") && !externalId.isEmpty();
    }
}
