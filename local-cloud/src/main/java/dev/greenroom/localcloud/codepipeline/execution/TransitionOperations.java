package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** Opens and closes the way into a stage. */
public final class TransitionOperations {
    private final AwsScope scope;
    private final Pipelines store;
    private final ExecutionEngine engine;
    private final Clock clock;

    TransitionOperations(AwsScope scope, Pipelines store, ExecutionEngine engine, Clock clock) {
        this.scope = scope;
        this.store = store;
        this.engine = engine;
        this.clock = clock;
    }

    public void enable(EnableStageTransitionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            change(pipeline, request.stageName(), request.transitionType(), null);
            engine.advance(pipeline);
        }
    }

    public void disable(DisableStageTransitionRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.pipelineName(), "pipelineName");
            String reason = Constraints.text(request.reason(), "reason", Constraints.REASON, 300);
            change(pipeline, request.stageName(), request.transitionType(), reason);
        }
    }

    /** What goes out of a stage goes into the next one, and that is where it is remembered. */
    private void change(
            Pipeline pipeline,
            @Nullable String stageName,
            @Nullable StageTransitionType type,
            @Nullable String disabledReason) {
        int index = pipeline.indexOf(Constraints.present(stageName, "stageName"));
        boolean isOutbound = Constraints.present(type, "transitionType") == StageTransitionType.OUTBOUND;
        int into = isOutbound ? index + 1 : index;
        if (type == StageTransitionType.UNKNOWN_TO_SDK_VERSION
                || into == 0
                || into == pipeline.definition().stages().size()) {
            throw PipelineErrors.validation("Stage '%s' has no %s transition".formatted(stageName, type));
        }
        String stage = pipeline.definition().stages().get(into).name();
        pipeline.stage(stage)
                .transition(TransitionState.builder()
                        .enabled(disabledReason == null)
                        .disabledReason(disabledReason)
                        .lastChangedAt(clock.instant())
                        .lastChangedBy(Callers.anyone(scope))
                        .build());
    }
}
