package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/**
 * What CodePipeline tells CodeBuild beside the request when it starts a build of a project whose source is
 * {@code CODEPIPELINE}. AWS has no public API for that, so nobody can send it over the wire.
 *
 * @param pipeline the initiator is {@code codepipeline/PIPELINE}
 * @param resolvedSourceVersion the commit that the pipeline execution is about
 * @param primaryInput which of the inputs has the buildspec
 * @param inputs archives by the names of their artifacts
 * @param outputs where the archives that the build makes belong, by the names of their artifacts
 */
public record PipelineBuild(
        String pipeline,
        String resolvedSourceVersion,
        String primaryInput,
        Map<String, StoredObject> inputs,
        Map<String, StoredObject> outputs) {
    private static final ExecutionAttribute<PipelineBuild> ATTRIBUTE = new ExecutionAttribute<>("PipelineBuild");

    public PipelineBuild {
        requireNonNull(pipeline, "pipeline is null");
        requireNonNull(resolvedSourceVersion, "resolvedSourceVersion is null");
        requireNonNull(primaryInput, "primaryInput is null");
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }

    /** An object in S3. */
    public record StoredObject(String bucket, String key) {}

    /** Puts it beside a request: {@code startBuild.overrideConfiguration(build::attach)}. */
    public void attach(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(ATTRIBUTE, this);
    }

    /** What was put beside a request, if it comes from a pipeline. */
    public static Optional<PipelineBuild> of(AwsRequest request) {
        return request.overrideConfiguration()
                .map(configuration -> configuration.executionAttributes().getAttribute(ATTRIBUTE));
    }
}
