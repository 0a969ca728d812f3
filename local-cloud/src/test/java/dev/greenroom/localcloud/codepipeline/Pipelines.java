package dev.greenroom.localcloud.codepipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Pipelines and their parts, in few words. */
final class Pipelines {
    static final String NAME = "delivery";
    static final String ROLE = "arn:aws:iam::000000000000:role/pipeline";
    static final String BUCKET = "artifacts";

    private Pipelines() {}

    static PipelineDeclaration.Builder pipeline(StageDeclaration... stages) {
        return PipelineDeclaration.builder()
                .name(NAME)
                .roleArn(ROLE)
                .pipelineType(PipelineType.V2)
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location(BUCKET))
                .stages(stages);
    }

    static StageDeclaration stage(String name, ActionDeclaration... actions) {
        return StageDeclaration.builder().name(name).actions(actions).build();
    }

    static StageDeclaration source() {
        return stage("Source", commit());
    }

    static ActionDeclaration commit() {
        return action("Commit", ActionCategory.SOURCE, "CodeCommit", 1)
                .namespace("Commit")
                .outputArtifacts(OutputArtifact.builder().name("Sources").build())
                .configuration(Map.of("RepositoryName", "app", "BranchName", "main", "PollForSourceChanges", "false"))
                .build();
    }

    static ActionDeclaration build(String name, int runOrder) {
        return build(name, runOrder, Map.of());
    }

    /** A build of the project with the action's name, with the sources as its input. */
    static ActionDeclaration build(String name, int runOrder, Map<String, String> more) {
        return action(name, ActionCategory.BUILD, "CodeBuild", runOrder)
                .namespace(name)
                .inputArtifacts(input("Sources"))
                .configuration(merged(Map.of("ProjectName", name), more))
                .build();
    }

    static ActionDeclaration approval(String name, int runOrder) {
        return approval(name, runOrder, Map.of());
    }

    static ActionDeclaration approval(String name, int runOrder, Map<String, String> configuration) {
        return action(name, ActionCategory.APPROVAL, "Manual", runOrder)
                .configuration(configuration)
                .build();
    }

    /** Creates or updates the stack with the action's name from {@code template.yaml} of the sources. */
    static ActionDeclaration deploy(String name, int runOrder, Map<String, String> more) {
        return action(name, ActionCategory.DEPLOY, "CloudFormation", runOrder)
                .namespace(name)
                .inputArtifacts(input("Sources"))
                .configuration(merged(
                        Map.of(
                                "ActionMode",
                                "CREATE_UPDATE",
                                "StackName",
                                name,
                                "RoleArn",
                                "arn:aws:iam::000000000000:role/deploy",
                                "TemplatePath",
                                "Sources::template.yaml"),
                        more))
                .build();
    }

    static ActionDeclaration.Builder action(String name, ActionCategory category, String provider, int runOrder) {
        return ActionDeclaration.builder().name(name).runOrder(runOrder).actionTypeId(type -> type.category(category)
                .owner(ActionOwner.AWS)
                .provider(provider)
                .version("1"));
    }

    static InputArtifact input(String name) {
        return InputArtifact.builder().name(name).build();
    }

    static List<OutputArtifact> outputs(String... names) {
        return Stream.of(names)
                .map(name -> OutputArtifact.builder().name(name).build())
                .toList();
    }

    static Map<String, String> merged(Map<String, String> first, Map<String, String> second) {
        var all = new HashMap<>(first);
        all.putAll(second);
        return all;
    }
}
