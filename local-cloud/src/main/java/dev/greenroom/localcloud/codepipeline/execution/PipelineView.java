package dev.greenroom.localcloud.codepipeline.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

/**
 * A pipeline as the planner sees it.
 *
 * @param closed stages whose inbound transition is disabled
 * @param executions those that have not ended, in the order in which they started
 */
record PipelineView(ExecutionMode mode, Set<String> closed, List<ExecutionView> executions) {
    PipelineView {
        closed = Set.copyOf(closed);
        executions = List.copyOf(executions);
    }

    /** Executions in front of stages, by stage. */
    Map<String, List<ExecutionView>> waiting() {
        return executions.stream()
                .filter(execution -> !execution.isInside())
                .collect(Collectors.groupingBy(ExecutionView::stage, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether somebody is inside a stage, and so holds its lock. */
    boolean isLocked(String stage) {
        return executions.stream()
                .anyMatch(execution -> execution.isInside() && execution.stage().equals(stage));
    }
}
