package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Makes change sets anew, and executes them. One without changes is a success that changes nothing. */
final class ChangeSets {
    private static final Duration POLL = Duration.ofMillis(50);

    private final AwsClients clients;
    private final Artifacts artifacts;
    private final Stacks stacks;

    ChangeSets(AwsClients clients, Artifacts artifacts, Stacks stacks) {
        this.clients = clients;
        this.artifacts = artifacts;
        this.stacks = stacks;
    }

    /**
     * A change set whose execution has begun.
     *
     * @param isEmpty whether there was nothing to change, and nothing was begun
     */
    record Executed(String stackId, boolean isCreation, boolean isEmpty, String summary) {}

    ActionResult replace(ActionInput input, ActionProgress progress, String stackName) throws InterruptedException {
        String name = input.required("ChangeSetName");
        StackInput content = StackInput.of(input, artifacts);
        Optional<Stack> stack = stacks.find(stackName);
        input.role().require("cloudformation:DescribeChangeSet", stacks.arn(stackName));
        if (stack.isPresent() && find(stackName, name).isPresent()) {
            input.role().require("cloudformation:DeleteChangeSet", stacks.arn(stackName));
            clients.cloudFormation()
                    .deleteChangeSet(delete -> delete.stackName(stackName).changeSetName(name));
        }
        create(input, progress, stackName, name, content, isNew(stack));
        DescribeChangeSetResponse made = awaitMade(stackName, name);
        if (made.status() == ChangeSetStatus.FAILED && !isEmpty(made)) {
            throw ActionFailedException.job(
                    "Change set %s of stack %s ended in FAILED: %s".formatted(name, stackName, made.statusReason()));
        }
        String summary = isEmpty(made)
                ? "Change set %s has no changes.".formatted(name)
                : "Change set %s was created.".formatted(name);
        return ActionResult.of(summary, Map.of(), List.of());
    }

    private void create(
            ActionInput input,
            ActionProgress progress,
            String stackName,
            String name,
            StackInput content,
            boolean isNew) {
        input.role().require("cloudformation:CreateChangeSet", stacks.arn(stackName));
        TemplateLocation template = TemplateLocation.of(input, artifacts, content);
        String id = clients.cloudFormation()
                .createChangeSet(create -> create.stackName(stackName)
                        .changeSetName(name)
                        .changeSetType(isNew ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                        .templateBody(template.body())
                        .templateURL(template.url())
                        .parameters(content.parameters())
                        .tags(content.tags())
                        .capabilities(content.capabilities())
                        .roleARN(input.text("RoleArn").orElse(null)))
                .id();
        progress.started(id, "https://console.aws.amazon.com/cloudformation/home?#/changeset/detail?changeSetId=" + id);
    }

    Executed execute(ActionInput input, ActionProgress progress, String stackName) {
        String name = input.required("ChangeSetName");
        input.role().require("cloudformation:DescribeChangeSet", stacks.arn(stackName));
        input.role().require("cloudformation:ExecuteChangeSet", stacks.arn(stackName));
        DescribeChangeSetResponse changeSet = find(stackName, name)
                .orElseThrow(() -> ActionFailedException.configuration(
                        "ChangeSet [%s] of stack [%s] does not exist".formatted(name, stackName)));
        boolean isCreation = isNew(stacks.find(stackName));
        progress.started(changeSet.changeSetId(), changeSet.stackId());
        if (isEmpty(changeSet)) {
            return new Executed(changeSet.stackId(), isCreation, true, "Change set %s has no changes.".formatted(name));
        }
        clients.cloudFormation()
                .executeChangeSet(execute ->
                        execute.stackName(stackName).changeSetName(name).clientRequestToken(input.id()));
        return new Executed(changeSet.stackId(), isCreation, false, "Change set %s was executed.".formatted(name));
    }

    private DescribeChangeSetResponse awaitMade(String stackName, String name) throws InterruptedException {
        DescribeChangeSetResponse changeSet = get(stackName, name);
        while (changeSet.status() == ChangeSetStatus.CREATE_PENDING
                || changeSet.status() == ChangeSetStatus.CREATE_IN_PROGRESS) {
            Thread.sleep(POLL.toMillis());
            changeSet = get(stackName, name);
        }
        return changeSet;
    }

    private Optional<DescribeChangeSetResponse> find(String stackName, String name) {
        try {
            return Optional.of(get(stackName, name));
        } catch (ChangeSetNotFoundException e) {
            return Optional.empty();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private DescribeChangeSetResponse get(String stackName, String name) {
        return clients.cloudFormation()
                .describeChangeSet(get -> get.stackName(stackName).changeSetName(name));
    }

    /** A stack that was never more than a change set. */
    private static boolean isNew(Optional<Stack> stack) {
        return stack.isEmpty() || stack.get().stackStatus() == StackStatus.REVIEW_IN_PROGRESS;
    }

    private static boolean isEmpty(DescribeChangeSetResponse changeSet) {
        String reason = String.valueOf(changeSet.statusReason());
        return changeSet.status() == ChangeSetStatus.FAILED
                && (reason.contains("didn't contain changes") || reason.contains("No updates are to be performed"));
    }
}
