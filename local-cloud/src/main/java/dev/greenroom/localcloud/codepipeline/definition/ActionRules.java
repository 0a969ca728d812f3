package dev.greenroom.localcloud.codepipeline.definition;

import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;

/** The rules of a single action: its type, its configuration, how many artifacts it may have. */
final class ActionRules {
    private static final int MOST_RUN_ORDER = 999;
    private static final int LONGEST_VALUE = 50_000;
    private static final int LONGEST_APPROVAL_VALUE = 1_000;
    private static final int LONGEST_OVERRIDES = 1_024;

    private static final Set<String> REPLACING = Set.of("CREATE_UPDATE", "REPLACE_ON_FAILURE", "CHANGE_SET_REPLACE");
    private static final Set<String> CHANGE_SET = Set.of("CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE");
    private static final Set<String> MODES =
            Set.of("CREATE_UPDATE", "REPLACE_ON_FAILURE", "DELETE_ONLY", "CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE");

    private final ActionDeclaration action;
    private final ActionKind kind;

    private ActionRules(ActionDeclaration action, ActionKind kind) {
        this.action = action;
        this.kind = kind;
    }

    static void check(ActionDeclaration action, String member, String region) {
        ActionTypeId type = Constraints.present(action.actionTypeId(), member + ".actionTypeId");
        ActionKind kind = ActionKind.find(type).orElseThrow(() -> unknown(action, type, region));
        if (action.runOrder() != null) {
            Constraints.range(action.runOrder(), member + ".runOrder", 1, MOST_RUN_ORDER);
        }
        new ActionRules(action, kind).check(member);
    }

    private static RuntimeException unknown(ActionDeclaration action, ActionTypeId type, String region) {
        return PipelineErrors.action(
                ("ActionType (Category: '%s', Provider: '%s', Owner: '%s', Version: '%s') in action '%s' is not"
                                + " available in region '%s'. The local cloud emulates CodeCommit, S3, CodeBuild,"
                                + " CloudFormation and Manual, version 1.")
                        .formatted(
                                type.categoryAsString(),
                                type.provider(),
                                type.ownerAsString(),
                                type.version(),
                                action.name(),
                                region.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private void check(String member) {
        checkCount("input", action.inputArtifacts().size(), kind.inputs());
        checkCount("output", action.outputArtifacts().size(), kind.outputs());
        checkKeys();
        checkTimeout(member);
        refuse("region", action.region() != null);
        refuse("commands", !action.commands().isEmpty());
        refuse("outputVariables", !action.outputVariables().isEmpty());
        refuse("environmentVariables", !action.environmentVariables().isEmpty());
        refuse("files of output artifacts", action.outputArtifacts().stream().anyMatch(output -> !output.files()
                .isEmpty()));
        switch (kind) {
            case CODECOMMIT_SOURCE, S3_SOURCE -> checkSource();
            case CODEBUILD_BUILD, CODEBUILD_TEST -> checkBuild();
            case CLOUDFORMATION -> checkDeployment();
            case MANUAL_APPROVAL -> configuration().forEach((key, value) -> checkLength(key, LONGEST_APPROVAL_VALUE));
        }
    }

    private void checkCount(String what, int count, ActionKind.Count allowed) {
        if (count < allowed.least()) {
            throw PipelineErrors.action("Action %s declares %d %s artifacts which is less than the minimum count (%d)"
                    .formatted(action.name(), count, what, allowed.least()));
        }
        if (count > allowed.most()) {
            throw PipelineErrors.action("Action %s declares %d %s artifacts which is more than the maximum count (%d)"
                    .formatted(action.name(), count, what, allowed.most()));
        }
    }

    private void checkKeys() {
        kind.required().forEach(this::require);
        for (String key : configuration().keySet()) {
            if (!kind.required().contains(key) && !kind.optional().contains(key)) {
                throw PipelineErrors.action("Action configuration for action '%s' contains unknown configuration '%s'"
                        .formatted(action.name(), key));
            }
            checkLength(key, LONGEST_VALUE);
        }
    }

    private void require(String key) {
        if (configuration().getOrDefault(key, "").isEmpty()) {
            throw PipelineErrors.action("Action configuration for action '%s' is missing required configuration '%s'"
                    .formatted(action.name(), key));
        }
    }

    private void checkLength(String key, int longest) {
        if (configuration().getOrDefault(key, "").length() > longest) {
            throw PipelineErrors.action("Configuration '%s' of action '%s' has more than %d characters"
                    .formatted(key, action.name(), longest));
        }
    }

    private void checkTimeout(String member) {
        if (action.timeoutInMinutes() != null) {
            if (kind != ActionKind.MANUAL_APPROVAL) {
                throw PipelineErrors.action("Action '%s' has a timeout, which only manual approval actions can have"
                        .formatted(action.name()));
            }
            Constraints.range(action.timeoutInMinutes(), member + ".timeoutInMinutes", 5, 86_400);
        }
    }

    /** Where nothing is said AWS polls, so what is not asked for has to be denied. */
    private void checkSource() {
        if (!"false".equalsIgnoreCase(configuration().get("PollForSourceChanges"))) {
            throw notEmulated(
                    "PollForSourceChanges other than \"false\" (start the pipeline by a rule of EventBridge)");
        }
        String format = configuration().getOrDefault("OutputArtifactFormat", "CODE_ZIP");
        refuse("OutputArtifactFormat " + format, !format.equals("CODE_ZIP"));
        refuse("AllowOverrideForS3ObjectKey", isTrue("AllowOverrideForS3ObjectKey"));
    }

    private void checkBuild() {
        refuse("BatchEnabled", isTrue("BatchEnabled"));
        refuse("CombineArtifacts", isTrue("CombineArtifacts"));
        List<String> inputs =
                action.inputArtifacts().stream().map(InputArtifact::name).toList();
        if (inputs.size() > 1) {
            require("PrimarySource");
        }
        String primary = configuration().get("PrimarySource");
        if (primary != null && !inputs.contains(primary)) {
            throw PipelineErrors.action("PrimarySource '%s' of action '%s' is not one of its input artifacts %s"
                    .formatted(primary, action.name(), inputs));
        }
    }

    private void checkDeployment() {
        String mode = configuration().getOrDefault("ActionMode", "");
        if (!MODES.contains(mode)) {
            throw PipelineErrors.action(
                    "ActionMode '%s' of action '%s' is not one of CREATE_UPDATE, REPLACE_ON_FAILURE, "
                                    .formatted(mode, action.name())
                            + "DELETE_ONLY, CHANGE_SET_REPLACE, CHANGE_SET_EXECUTE");
        }
        if (!mode.equals("CHANGE_SET_EXECUTE")) {
            require("RoleArn");
        }
        if (REPLACING.contains(mode)) {
            require("TemplatePath");
        }
        if (CHANGE_SET.contains(mode)) {
            require("ChangeSetName");
        }
        if (configuration().containsKey("OutputFileName")
                && action.outputArtifacts().isEmpty()) {
            throw PipelineErrors.action("Action '%s' has an OutputFileName but no output artifact to put the file into"
                    .formatted(action.name()));
        }
        checkLength("ParameterOverrides", LONGEST_OVERRIDES);
    }

    private void refuse(String what, boolean isUsed) {
        if (isUsed) {
            throw notEmulated(what);
        }
    }

    private RuntimeException notEmulated(String what) {
        return PipelineErrors.action(
                "%s of action '%s' is not emulated by the local cloud.".formatted(what, action.name()));
    }

    private boolean isTrue(String key) {
        return "true".equalsIgnoreCase(configuration().get(key));
    }

    private Map<String, String> configuration() {
        return action.configuration();
    }
}
