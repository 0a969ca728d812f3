package dev.greenroom.localcloud.codepipeline.definition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** The action types that are emulated, with what AWS demands of each. */
public enum ActionKind {
    CODECOMMIT_SOURCE(
            ActionCategory.SOURCE,
            "CodeCommit",
            new Count(0, 0),
            new Count(1, 1),
            List.of("RepositoryName", "BranchName"),
            Set.of("PollForSourceChanges", "OutputArtifactFormat")),
    S3_SOURCE(
            ActionCategory.SOURCE,
            "S3",
            new Count(0, 0),
            new Count(1, 1),
            List.of("S3Bucket", "S3ObjectKey"),
            Set.of("PollForSourceChanges", "AllowOverrideForS3ObjectKey")),
    CODEBUILD_BUILD(
            ActionCategory.BUILD,
            "CodeBuild",
            new Count(1, 5),
            new Count(0, 5),
            List.of("ProjectName"),
            Set.of("PrimarySource", "EnvironmentVariables", "BatchEnabled", "CombineArtifacts")),
    CODEBUILD_TEST(
            ActionCategory.TEST,
            "CodeBuild",
            new Count(1, 5),
            new Count(0, 5),
            List.of("ProjectName"),
            Set.of("PrimarySource", "EnvironmentVariables", "BatchEnabled", "CombineArtifacts")),
    CLOUDFORMATION(
            ActionCategory.DEPLOY,
            "CloudFormation",
            new Count(0, 10),
            new Count(0, 1),
            List.of("ActionMode", "StackName"),
            Set.of(
                    "Capabilities",
                    "ChangeSetName",
                    "RoleArn",
                    "TemplatePath",
                    "TemplateConfiguration",
                    "ParameterOverrides",
                    "OutputFileName")),
    MANUAL_APPROVAL(
            ActionCategory.APPROVAL,
            "Manual",
            new Count(0, 0),
            new Count(0, 0),
            List.of(),
            Set.of("NotificationArn", "CustomData", "ExternalEntityLink"));

    private static final String VERSION = "1";

    private final ActionCategory category;
    private final String provider;
    private final Count inputs;
    private final Count outputs;
    private final List<String> required;
    private final Set<String> optional;

    ActionKind(
            ActionCategory category,
            String provider,
            Count inputs,
            Count outputs,
            List<String> required,
            Set<String> optional) {
        this.category = category;
        this.provider = provider;
        this.inputs = inputs;
        this.outputs = outputs;
        this.required = required;
        this.optional = optional;
    }

    /** How many artifacts an action may have. */
    public record Count(int least, int most) {}

    public static Optional<ActionKind> find(ActionTypeId type) {
        return Stream.of(values()).filter(kind -> kind.id().equals(type)).findFirst();
    }

    /** Of an action that was validated. */
    public static ActionKind of(ActionTypeId type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException("No action type " + type));
    }

    public ActionTypeId id() {
        return ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.AWS)
                .provider(provider)
                .version(VERSION)
                .build();
    }

    public ActionCategory category() {
        return category;
    }

    public Count inputs() {
        return inputs;
    }

    public Count outputs() {
        return outputs;
    }

    /** Configuration that must be there. */
    public List<String> required() {
        return required;
    }

    /** Configuration that may be there. */
    public Set<String> optional() {
        return optional;
    }
}
