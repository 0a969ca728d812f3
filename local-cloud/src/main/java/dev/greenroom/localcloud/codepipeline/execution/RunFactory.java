package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codepipeline.action.ActingRole;
import dev.greenroom.localcloud.codepipeline.action.ActionInput;
import dev.greenroom.localcloud.codepipeline.action.ActionInput.ApprovalRequest;
import dev.greenroom.localcloud.codepipeline.action.Artifact;
import dev.greenroom.localcloud.codepipeline.action.Authorization;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;

/** Makes runs of actions, and what they are given. */
final class RunFactory {
    private static final Duration APPROVAL_TIMEOUT = Duration.ofDays(7);
    private static final String KEY_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LONGEST_PIPELINE = 20;
    private static final int LONGEST_ARTIFACT = 10;
    private static final int RANDOM = 7;

    private final Authorization authorization;
    private final String region;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RunFactory(Authorization authorization, String region, Clock clock) {
        this.authorization = authorization;
        this.region = region;
        this.clock = clock;
    }

    ActionRun run(Execution execution, ActionDeclaration action) {
        boolean isApproval = action.actionTypeId().category() == ActionCategory.APPROVAL;
        Optional<String> token = isApproval ? Optional.of(UUID.randomUUID().toString()) : Optional.empty();
        Instant now = clock.instant();
        ActionExecutionDetail detail = ActionExecutionDetail.builder()
                .pipelineExecutionId(execution.id())
                .actionExecutionId(UUID.randomUUID().toString())
                .pipelineVersion(execution.definition().version())
                .stageName(execution.stage().name())
                .actionName(action.name())
                .startTime(now)
                .lastUpdateTime(now)
                .status(ActionExecutionStatus.IN_PROGRESS)
                .input(input -> input.actionTypeId(action.actionTypeId())
                        .configuration(action.configuration())
                        .roleArn(action.roleArn())
                        .region(region)
                        .namespace(action.namespace())
                        .inputArtifacts(action.inputArtifacts().stream()
                                .flatMap(each -> execution.products().artifact(each.name()).stream())
                                .map(ActionRun::describe)
                                .toList()))
                .output(output(token))
                .build();
        return new ActionRun(action, token, detail);
    }

    /** Where several executions are in one stage, the token of an approval is found here. */
    private static ActionExecutionOutput output(Optional<String> token) {
        ActionExecutionOutput.Builder output = ActionExecutionOutput.builder();
        token.ifPresent(value -> output.executionResult(result -> result.externalExecutionId(value)));
        return output.build();
    }

    /** @throws ActionFailedException when a variable has no value, or an artifact was not made */
    ActionInput input(Execution execution, ActionRun run) {
        ActionDeclaration action = run.action();
        return new ActionInput(
                execution.definition().name(),
                execution.id(),
                run.id(),
                execution.stage().name(),
                action,
                new Resolution(execution, action).configuration(),
                role(execution, action),
                action.inputArtifacts().stream()
                        .map(each -> artifact(execution, each.name()))
                        .toList(),
                outputs(execution, action),
                execution.pin(action.name()).map(SourceRevisionOverride::revisionValue),
                run.openToken()
                        .map(token -> new ApprovalRequest(token, clock.instant().plus(timeout(action)))));
    }

    /** The pipeline's role takes on the one of an action that has its own. */
    void checkRole(Execution execution, ActionDeclaration action) {
        if (action.roleArn() != null) {
            new ActingRole(authorization, execution.definition().roleArn(), execution.id())
                    .require("sts:AssumeRole", action.roleArn());
        }
    }

    private ActingRole role(Execution execution, ActionDeclaration action) {
        String arn = action.roleArn() == null ? execution.definition().roleArn() : action.roleArn();
        return new ActingRole(authorization.remembering(), arn, execution.id());
    }

    private static Artifact artifact(Execution execution, String name) {
        return execution
                .products()
                .artifact(name)
                .orElseThrow(() -> ActionFailedException.configuration(
                        "The artifact [%s] was not made by any action of this execution".formatted(name)));
    }

    private List<Artifact> outputs(Execution execution, ActionDeclaration action) {
        String bucket = execution.definition().artifactStore().location();
        return action.outputArtifacts().stream()
                .map(each -> new Artifact(
                        each.name(),
                        new StoredObject(bucket, key(execution.definition().name(), each.name())),
                        ""))
                .toList();
    }

    private String key(String pipeline, String artifact) {
        String end = random.ints(RANDOM, 0, KEY_CHARACTERS.length())
                .mapToObj(index -> KEY_CHARACTERS.substring(index, index + 1))
                .collect(Collectors.joining());
        return "%s/%s/%s".formatted(cut(pipeline, LONGEST_PIPELINE), cut(artifact, LONGEST_ARTIFACT), end);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(longest, text.length()));
    }

    private static Duration timeout(ActionDeclaration action) {
        return action.timeoutInMinutes() == null ? APPROVAL_TIMEOUT : Duration.ofMinutes(action.timeoutInMinutes());
    }
}
