package dev.greenroom.localcloud.codepipeline.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.RetryStageMetadata;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** What is remembered of a stage across executions. Guarded by the store. */
final class StageRecord {
    private final Map<String, ActionRun> latestRuns = new LinkedHashMap<>();
    private TransitionState transition = TransitionState.builder().enabled(true).build();
    private @Nullable Execution latest;
    private @Nullable RetryStageMetadata retries;

    /** The one that went in last. */
    Optional<Execution> latest() {
        return Optional.ofNullable(latest);
    }

    Optional<ActionRun> latestRun(String action) {
        return Optional.ofNullable(latestRuns.get(action));
    }

    TransitionState transition() {
        return transition;
    }

    Optional<RetryStageMetadata> retries() {
        return Optional.ofNullable(retries);
    }

    void entered(Execution execution) {
        latest = execution;
        retries = null;
    }

    void ran(ActionRun run) {
        latestRuns.put(run.action().name(), run);
    }

    void transition(TransitionState next) {
        transition = next;
    }

    void retried(RetryTrigger trigger) {
        int automatic = retries == null ? 0 : retries.autoStageRetryAttempt();
        int manual = retries == null ? 0 : retries.manualStageRetryAttempt();
        boolean isManual = trigger == RetryTrigger.MANUAL_STAGE_RETRY;
        retries = RetryStageMetadata.builder()
                .autoStageRetryAttempt(isManual ? automatic : automatic + 1)
                .manualStageRetryAttempt(isManual ? manual + 1 : manual)
                .latestRetryTrigger(trigger)
                .build();
    }
}
