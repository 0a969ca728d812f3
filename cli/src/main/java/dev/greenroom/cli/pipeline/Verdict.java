package dev.greenroom.cli.pipeline;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.Status;
import java.util.Optional;

/**
 * What became of the execution that somebody waits for.
 *
 * @param isGood whether it was delivered, or can be once it is approved
 */
public record Verdict(boolean isGood, String sentence) {
    public Verdict {
        requireNonNull(sentence, "sentence is null");
    }

    /**
     * Empty while it is on its way; also while the commit that was named has not begun.
     *
     * @param commit of which execution, or its beginning; empty for the newest
     */
    public static Optional<Verdict> of(PipelineStatus status, Optional<String> commit) {
        Optional<Execution> execution = Titles.deliveries(status).stream()
                .filter(each -> commit.isEmpty() || delivers(each, commit.get()))
                .findFirst();
        if (execution.isEmpty() && commit.isEmpty() && status.running().isEmpty()) {
            return Optional.of(new Verdict(true, Situation.of(status).sentence()));
        }
        return execution.flatMap(each -> of(status, each));
    }

    private static Optional<Verdict> of(PipelineStatus status, Execution execution) {
        boolean asks = status.approval()
                .filter(approval -> approval.executionId().equals(execution.id()))
                .isPresent();
        if (asks) {
            return Optional.of(new Verdict(true, Situation.of(status).sentence()));
        }
        if (!execution.status().isOver()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                execution.status() == Status.SUCCEEDED,
                "%s %s".formatted(Titles.of(execution), Situation.outcome(execution))));
    }

    private static boolean delivers(Execution execution, String commit) {
        return execution
                .revision()
                .filter(revision -> revision.commit().startsWith(commit))
                .isPresent();
    }
}
