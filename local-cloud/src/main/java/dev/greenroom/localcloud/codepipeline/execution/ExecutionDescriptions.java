package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineRollbackMetadata;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** How executions look from outside, the latest first. */
public final class ExecutionDescriptions {
    private static final int MOST = 100;

    private final Pipelines store;

    ExecutionDescriptions(Pipelines store) {
        this.store = store;
    }

    public PipelineExecution get(GetPipelineExecutionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            Execution execution =
                    pipeline.execution(Constraints.present(request.pipelineExecutionId(), "pipelineExecutionId"));
            PipelineExecution.Builder described = PipelineExecution.builder()
                    .pipelineName(pipeline.name())
                    .pipelineVersion(execution.definition().version())
                    .pipelineExecutionId(execution.id())
                    .status(execution.status())
                    .statusSummary(textOrNothing(execution.statusSummary()).orElse(null))
                    .artifactRevisions(execution.products().artifactRevisions())
                    .variables(execution.pipelineVariables().entrySet().stream()
                            .map(entry -> ResolvedPipelineVariable.builder()
                                    .name(entry.getKey())
                                    .resolvedValue(entry.getValue())
                                    .build())
                            .toList())
                    .trigger(execution.trigger())
                    .executionMode(execution.definition().executionMode())
                    .executionType(execution.type());
            rollback(execution).ifPresent(described::rollbackMetadata);
            return described.build();
        }
    }

    public ListPipelineExecutionsResponse list(ListPipelineExecutionsRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            Predicate<Execution> filter = request.filter() == null
                            || request.filter().succeededInStage() == null
                    ? execution -> true
                    : execution -> execution
                            .statusIn(request.filter().succeededInStage().stageName())
                            .filter(status -> status == StageExecutionStatus.SUCCEEDED)
                            .isPresent();
            List<PipelineExecutionSummary> all = NewestFirst.of(pipeline.executions()).stream()
                    .filter(filter)
                    .map(ExecutionDescriptions::summary)
                    .toList();
            Page<PipelineExecutionSummary> page = Page.of(all, request.nextToken(), request.maxResults(), MOST);
            return ListPipelineExecutionsResponse.builder()
                    .pipelineExecutionSummaries(page.items())
                    .nextToken(page.nextToken())
                    .build();
        }
    }

    private static PipelineExecutionSummary summary(Execution execution) {
        PipelineExecutionSummary.Builder summary = PipelineExecutionSummary.builder()
                .pipelineExecutionId(execution.id())
                .status(execution.status())
                .statusSummary(textOrNothing(execution.statusSummary()).orElse(null))
                .startTime(execution.startTime())
                .lastUpdateTime(execution.updated())
                .sourceRevisions(execution.products().sourceRevisions())
                .trigger(execution.trigger())
                .executionMode(execution.definition().executionMode())
                .executionType(execution.type());
        execution.stopReason().ifPresent(reason -> summary.stopTrigger(stop -> stop.reason(reason)));
        rollback(execution).ifPresent(summary::rollbackMetadata);
        return summary.build();
    }

    private static Optional<PipelineRollbackMetadata> rollback(Execution execution) {
        return execution.rollbackTarget().map(target -> PipelineRollbackMetadata.builder()
                .rollbackTargetPipelineExecutionId(target.id())
                .build());
    }

    private static Optional<String> textOrNothing(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
