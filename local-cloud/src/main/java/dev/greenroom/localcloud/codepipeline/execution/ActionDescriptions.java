package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.Page;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.LatestInPipelineExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.StartTimeRange;

/** How executions of actions look from outside, the latest first. */
public final class ActionDescriptions {
    private static final int MOST = 100;

    private final Pipelines store;

    ActionDescriptions(Pipelines store) {
        this.store = store;
    }

    public ListActionExecutionsResponse list(ListActionExecutionsRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            List<ActionExecutionDetail> all =
                    filtered(pipeline, request.filter()).map(ActionRun::detail).toList();
            Page<ActionExecutionDetail> page = Page.of(all, request.nextToken(), request.maxResults(), MOST);
            return ListActionExecutionsResponse.builder()
                    .actionExecutionDetails(page.items())
                    .nextToken(page.nextToken())
                    .build();
        }
    }

    private static Stream<ActionRun> filtered(Pipeline pipeline, @Nullable ActionExecutionFilter filter) {
        if (filter != null && filter.latestInPipelineExecution() != null) {
            return latest(pipeline, filter.latestInPipelineExecution());
        }
        if (filter != null && filter.pipelineExecutionId() != null) {
            return newestFirst(pipeline.execution(filter.pipelineExecutionId()));
        }
        return NewestFirst.of(pipeline.executions()).stream().flatMap(ActionDescriptions::newestFirst);
    }

    /** What was tried again shows once where only the latest is asked for. */
    private static Stream<ActionRun> latest(Pipeline pipeline, LatestInPipelineExecutionFilter filter) {
        Stream<ActionRun> all = newestFirst(pipeline.execution(Constraints.present(
                filter.pipelineExecutionId(), "filter.latestInPipelineExecution.pipelineExecutionId")));
        StartTimeRange range =
                Constraints.present(filter.startTimeRange(), "filter.latestInPipelineExecution.startTimeRange");
        if (range == StartTimeRange.UNKNOWN_TO_SDK_VERSION) {
            throw PipelineErrors.validation("Unknown startTimeRange: " + filter.startTimeRangeAsString());
        }
        var seen = new HashSet<List<String>>();
        return all.filter(run -> range == StartTimeRange.ALL
                || seen.add(List.of(run.detail().stageName(), run.detail().actionName())));
    }

    private static Stream<ActionRun> newestFirst(Execution execution) {
        return NewestFirst.of(execution.runs()).stream();
    }
}
