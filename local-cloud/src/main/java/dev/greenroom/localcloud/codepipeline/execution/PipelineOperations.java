package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.ServiceRoles;
import dev.greenroom.localcloud.codepipeline.definition.StructureRules;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.Page;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;

/** The operations on pipelines themselves. */
public final class PipelineOperations {
    private static final int MOST_PIPELINES = 1_000;

    private final AwsScope scope;
    private final Pipelines store;
    private final ResourceTags tags;
    private final ServiceRoles roles;
    private final ExecutionEngine engine;
    private final StartOperations starts;
    private final Clock clock;

    PipelineOperations(
            AwsScope scope,
            Pipelines store,
            ResourceTags tags,
            ServiceRoles roles,
            ExecutionEngine engine,
            StartOperations starts,
            Clock clock) {
        this.scope = scope;
        this.store = store;
        this.tags = tags;
        this.roles = roles;
        this.engine = engine;
        this.starts = starts;
        this.clock = clock;
    }

    /** A new pipeline starts by itself. */
    public CreatePipelineResponse create(CreatePipelineRequest request) {
        PipelineDeclaration definition = checked(request.pipeline());
        synchronized (store) {
            if (store.find(definition.name()).isPresent()) {
                throw PipelineErrors.nameInUse(definition.name(), scope.accountId());
            }
            Pipeline pipeline = new Pipeline(scope.arn("codepipeline", definition.name()), definition, clock.instant());
            tags.put(pipeline.arn(), request.tags());
            store.add(pipeline);
            starts.startBy(pipeline, TriggerType.CREATE_PIPELINE);
            return CreatePipelineResponse.builder()
                    .pipeline(pipeline.definition())
                    .tags(request.tags())
                    .build();
        }
    }

    /** Executions of what it was before are cancelled when their current actions are through. */
    public PipelineDeclaration update(UpdatePipelineRequest request) {
        PipelineDeclaration definition = checked(request.pipeline());
        synchronized (store) {
            Pipeline pipeline = store.get(definition.name(), "pipeline.name");
            pipeline.define(definition, clock.instant());
            pipeline.active().forEach(Execution::cancel);
            engine.advance(pipeline);
            return pipeline.definition();
        }
    }

    /** Succeeds when there is none. What runs is abandoned. */
    public void delete(@Nullable String name) {
        synchronized (store) {
            store.find(Constraints.present(name, "name")).ifPresent(pipeline -> {
                engine.abandonAll(pipeline);
                store.remove(pipeline);
                tags.forget(pipeline.arn());
            });
        }
    }

    public GetPipelineResponse get(GetPipelineRequest request) {
        synchronized (store) {
            Pipeline pipeline = store.get(request.name(), "name");
            int version = Objects.requireNonNullElse(
                    request.version(), pipeline.definition().version());
            PipelineDeclaration definition = pipeline.version(version)
                    .orElseThrow(() -> PipelineErrors.versionNotFound(pipeline.name(), version));
            return GetPipelineResponse.builder()
                    .pipeline(definition)
                    .metadata(metadata -> metadata.pipelineArn(pipeline.arn())
                            .created(pipeline.created())
                            .updated(pipeline.updated()))
                    .build();
        }
    }

    public ListPipelinesResponse list(ListPipelinesRequest request) {
        synchronized (store) {
            List<PipelineSummary> all =
                    store.all().stream().map(PipelineOperations::summary).toList();
            Page<PipelineSummary> page = Page.of(all, request.nextToken(), request.maxResults(), MOST_PIPELINES);
            return ListPipelinesResponse.builder()
                    .pipelines(page.items())
                    .nextToken(page.nextToken())
                    .build();
        }
    }

    private PipelineDeclaration checked(@Nullable PipelineDeclaration pipeline) {
        PipelineDeclaration definition =
                StructureRules.check(Constraints.present(pipeline, "pipeline"), scope.region());
        if (!roles.isAssumable(definition.roleArn())) {
            throw PipelineErrors.structure(
                    "AWS CodePipeline is not authorized to perform AssumeRole on role " + definition.roleArn());
        }
        return definition;
    }

    private static PipelineSummary summary(Pipeline pipeline) {
        return PipelineSummary.builder()
                .name(pipeline.name())
                .version(pipeline.definition().version())
                .pipelineType(pipeline.definition().pipelineType())
                .executionMode(pipeline.definition().executionMode())
                .created(pipeline.created())
                .updated(pipeline.updated())
                .build();
    }
}
