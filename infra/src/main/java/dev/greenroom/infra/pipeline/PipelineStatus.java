package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The pipeline at one moment.
 *
 * @param executions newest first, superseded ones too
 */
public record PipelineStatus(String name, List<StageStatus> stages, List<Execution> executions) {
    public PipelineStatus {
        requireNonNull(name, "name is null");
        stages = List.copyOf(stages);
        executions = List.copyOf(executions);
    }

    public Optional<StageStatus> stage(String stage) {
        return stages.stream().filter(each -> each.name().equals(stage)).findFirst();
    }

    /** The action of a name, which no two of our stages share; as its stage shows it. */
    public Optional<ActionStatus> action(String action) {
        return stages.stream().flatMap(stage -> stage.action(action).stream()).findFirst();
    }

    /** The decision that is waited for. */
    public Optional<Approval> approval() {
        return stages.stream()
                .flatMap(stage -> stage.actions().stream())
                .flatMap(action -> action.approval().stream())
                .findFirst();
    }

    /** The executions that have not ended, newest first. */
    public List<Execution> running() {
        return executions.stream()
                .filter(execution -> execution.status().isRunning())
                .toList();
    }

    /** The stage that failed and can be retried: the last one whose latest execution failed there. */
    public Optional<StageStatus> failed() {
        return stages.stream().filter(stage -> stage.status() == Status.FAILED).reduce((first, second) -> second);
    }
}
