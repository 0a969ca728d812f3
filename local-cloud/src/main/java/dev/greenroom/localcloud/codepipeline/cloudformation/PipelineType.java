package dev.greenroom.localcloud.codepipeline.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/**
 * AWS::CodePipeline::Pipeline. An update makes a new version, which cancels what runs; with {@code
 * RestartExecutionOnUpdate} it is run again.
 */
public final class PipelineType implements ResourceType {
    private static final int MAX_NAME = 100;
    private static final String TRANSITIONS = "DisableInboundStageTransitions";

    private static final List<String> OF_PIPELINE = List.of("Triggers", "ArtifactStores");
    private static final List<String> OF_STAGE = List.of("BeforeEntry", "OnSuccess", "Blockers");
    private static final List<String> OF_ACTION =
            List.of("Region", "Commands", "OutputVariables", "EnvironmentVariables");

    private final CodePipelineClient codePipeline;

    public PipelineType(CodePipelineClient codePipeline) {
        this.codePipeline = requireNonNull(codePipeline, "codePipeline is null");
    }

    @Override
    public String name() {
        return "AWS::CodePipeline::Pipeline";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        var lacking = new TreeSet<String>();
        lacking.addAll(used(properties, "", OF_PIPELINE));
        for (Properties stage : properties.objects("Stages")) {
            lacking.addAll(used(stage, "Stages.", OF_STAGE));
            lacking.addAll(used(stage.object("OnFailure"), "Stages.OnFailure.", List.of("Conditions")));
            for (Properties action : stage.objects("Actions")) {
                lacking.addAll(used(action, "Stages.Actions.", OF_ACTION));
                action.objects("OutputArtifacts")
                        .forEach(output ->
                                lacking.addAll(used(output, "Stages.Actions.OutputArtifacts.", List.of("Files"))));
            }
        }
        return lacking;
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("Name").orElseGet(() -> request.generatedName(MAX_NAME));
        PipelineDeclaration created = codePipeline
                .createPipeline(create ->
                        create.pipeline(definition(request.properties(), name)).tags(tags(request.tags())))
                .pipeline();
        request.initiated(name);
        transitions(request.properties()).forEach((stage, reason) -> disable(name, stage, reason));
        return state(request, created);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        PipelineDeclaration updated = codePipeline
                .updatePipeline(update -> update.pipeline(definition(request.properties(), name)))
                .pipeline();
        updateTransitions(request, name);
        updateTags(request, name);
        if (request.properties().bool("RestartExecutionOnUpdate").orElse(false)) {
            codePipeline.startPipelineExecution(start -> start.name(name));
        }
        return state(request, updated);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        codePipeline.deletePipeline(delete -> delete.name(current.physicalId()));
    }

    private void updateTransitions(ResourceRequest request, String name) {
        Map<String, String> before = transitions(request.previousProperties());
        Map<String, String> after = transitions(request.properties());
        List<String> stages = request.properties().objects("Stages").stream()
                .map(stage -> stage.requiredText("Name"))
                .toList();
        Tags.removed(before, after).stream()
                .filter(stages::contains)
                .forEach(stage -> codePipeline.enableStageTransition(enable ->
                        enable.pipelineName(name).stageName(stage).transitionType(StageTransitionType.INBOUND)));
        after.forEach((stage, reason) -> disable(name, stage, reason));
    }

    private void disable(String name, String stage, String reason) {
        codePipeline.disableStageTransition(disable -> disable.pipelineName(name)
                .stageName(stage)
                .transitionType(StageTransitionType.INBOUND)
                .reason(reason));
    }

    private void updateTags(ResourceRequest request, String name) {
        String arn = arn(request, name);
        Map<String, String> before = codePipeline.listTagsForResource(list -> list.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                request.tags(),
                gone -> codePipeline.untagResource(
                        untag -> untag.resourceArn(arn).tagKeys(gone)),
                changed -> codePipeline.tagResource(tag -> tag.resourceArn(arn).tags(tags(changed))));
    }

    private static PipelineDeclaration definition(Properties properties, String name) {
        return properties.to(PipelineDeclaration.builder()).name(name).build();
    }

    /** Reasons by stage. */
    private static Map<String, String> transitions(Properties properties) {
        return properties.objects(TRANSITIONS).stream()
                .collect(Collectors.toMap(
                        transition -> transition.requiredText("StageName"),
                        transition -> transition.requiredText("Reason")));
    }

    private static List<String> used(Properties properties, String prefix, List<String> names) {
        return names.stream().filter(properties::has).map(name -> prefix + name).toList();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    private static ResourceState state(ResourceRequest request, PipelineDeclaration pipeline) {
        return ResourceState.of(pipeline.name())
                .with("Version", String.valueOf(pipeline.version()))
                .with("Arn", arn(request, pipeline.name()));
    }

    private static String arn(ResourceRequest request, String name) {
        return request.scope().arn("codepipeline", name);
    }
}
