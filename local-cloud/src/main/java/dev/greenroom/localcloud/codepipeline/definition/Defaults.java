package dev.greenroom.localcloud.codepipeline.definition;

import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RetryConfiguration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** What AWS fills in where a pipeline says nothing. */
final class Defaults {
    private Defaults() {}

    /** A pipeline that uses what only the second type has is of that type, whatever it says. */
    static PipelineDeclaration fill(PipelineDeclaration pipeline) {
        ExecutionMode mode = pipeline.executionMode() == null ? ExecutionMode.SUPERSEDED : pipeline.executionMode();
        boolean needsSecond = mode != ExecutionMode.SUPERSEDED
                || !pipeline.variables().isEmpty()
                || pipeline.stages().stream().anyMatch(stage -> stage.onFailure() != null);
        boolean isSecond = needsSecond || pipeline.pipelineType() == PipelineType.V2;
        return pipeline.toBuilder()
                .executionMode(mode)
                .pipelineType(isSecond ? PipelineType.V2 : PipelineType.V1)
                .stages(pipeline.stages().stream().map(Defaults::fill).toList())
                .build();
    }

    private static StageDeclaration fill(StageDeclaration stage) {
        StageDeclaration.Builder filled = stage.toBuilder()
                .actions(stage.actions().stream().map(Defaults::fill).toList());
        if (stage.onFailure() != null && stage.onFailure().result() == Result.RETRY) {
            RetryConfiguration retry = stage.onFailure().retryConfiguration();
            StageRetryMode mode =
                    retry == null || retry.retryMode() == null ? StageRetryMode.FAILED_ACTIONS : retry.retryMode();
            filled.onFailure(stage.onFailure().toBuilder()
                    .retryConfiguration(configuration -> configuration.retryMode(mode))
                    .build());
        }
        return filled.build();
    }

    private static ActionDeclaration fill(ActionDeclaration action) {
        return action.runOrder() == null ? action.toBuilder().runOrder(1).build() : action;
    }
}
