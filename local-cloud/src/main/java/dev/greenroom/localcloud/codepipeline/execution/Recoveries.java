package dev.greenroom.localcloud.codepipeline.execution;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** What may follow when a stage fails. */
final class Recoveries {
    private Recoveries() {}

    /** By what the stage says; a retry follows once, a rollback only where there is something to go back to. */
    static Recovery of(Pipeline pipeline, Execution execution) {
        FailureConditions failure = execution.stage().onFailure();
        if (failure == null) {
            return Recovery.NONE;
        }
        if (failure.result() == Result.RETRY && !execution.wasAutoRetried()) {
            return Recovery.RETRY;
        }
        boolean canRollBack = failure.result() == Result.ROLLBACK
                && execution.type() == ExecutionType.STANDARD
                && pipeline.definition().executionMode() != ExecutionMode.PARALLEL
                && target(pipeline, execution).isPresent();
        return canRollBack ? Recovery.ROLLBACK : Recovery.NONE;
    }

    /** The latest that succeeded in the stage under the same definition. */
    static Optional<Execution> target(Pipeline pipeline, Execution failed) {
        String stage = failed.stage().name();
        List<Execution> all = pipeline.executions();
        return all.stream()
                .filter(each -> each != failed && each.type() == ExecutionType.STANDARD)
                .filter(each ->
                        each.definition().version().equals(failed.definition().version()))
                .filter(each -> each.statusIn(stage)
                        .filter(status -> status == StageExecutionStatus.SUCCEEDED)
                        .isPresent())
                .reduce((earlier, later) -> later);
    }
}
