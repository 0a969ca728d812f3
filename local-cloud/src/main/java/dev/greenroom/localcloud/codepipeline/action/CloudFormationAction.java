package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Changes a stack and waits for its end. A stack that nobody waits for any more goes on in CloudFormation. */
final class CloudFormationAction implements ActionRunner {
    private static final Set<StackStatus> BROKEN = Set.of(
            StackStatus.ROLLBACK_FAILED,
            StackStatus.ROLLBACK_COMPLETE,
            StackStatus.CREATE_FAILED,
            StackStatus.DELETE_FAILED,
            StackStatus.UPDATE_ROLLBACK_FAILED);

    private final AwsClients clients;
    private final Artifacts artifacts;
    private final Stacks stacks;
    private final ChangeSets changeSets;

    CloudFormationAction(AwsScope scope, AwsClients clients, Artifacts artifacts) {
        this.clients = clients;
        this.artifacts = artifacts;
        this.stacks = new Stacks(scope, clients);
        this.changeSets = new ChangeSets(clients, artifacts, stacks);
    }

    @Override
    public Optional<ActionResult> run(ActionInput input, ActionProgress progress) throws InterruptedException {
        String stack = input.required("StackName");
        input.role().require("cloudformation:DescribeStacks", stacks.arn(stack));
        Optional<String> role = input.text("RoleArn");
        if (!input.required("ActionMode").equals("CHANGE_SET_EXECUTE")) {
            role.ifPresent(arn -> input.role().requirePass(arn, "cloudformation.amazonaws.com"));
        }
        return Optional.of(
                switch (input.required("ActionMode")) {
                    case "CREATE_UPDATE" -> createOrUpdate(input, progress, stack);
                    case "REPLACE_ON_FAILURE" -> replaceOnFailure(input, progress, stack);
                    case "DELETE_ONLY" -> deleteOnly(input, progress, stack);
                    case "CHANGE_SET_REPLACE" -> changeSets.replace(input, progress, stack);
                    case "CHANGE_SET_EXECUTE" -> executed(input, changeSets.execute(input, progress, stack));
                    default ->
                        throw ActionFailedException.configuration(
                                "Unknown ActionMode: " + input.required("ActionMode"));
                });
    }

    private ActionResult createOrUpdate(ActionInput input, ActionProgress progress, String name)
            throws InterruptedException {
        StackInput content = StackInput.of(input, artifacts);
        return stacks.find(name).isPresent()
                ? update(input, progress, name, content)
                : create(input, progress, name, content);
    }

    private ActionResult replaceOnFailure(ActionInput input, ActionProgress progress, String name)
            throws InterruptedException {
        StackInput content = StackInput.of(input, artifacts);
        Optional<Stack> current = stacks.find(name);
        if (current.isPresent() && BROKEN.contains(current.get().stackStatus())) {
            delete(input, progress, current.get());
            current = Optional.empty();
        }
        return current.isPresent() ? update(input, progress, name, content) : create(input, progress, name, content);
    }

    private ActionResult deleteOnly(ActionInput input, ActionProgress progress, String name)
            throws InterruptedException {
        Optional<Stack> current = stacks.find(name);
        if (current.isEmpty()) {
            return ActionResult.of("Stack %s does not exist".formatted(name), Map.of(), List.of());
        }
        delete(input, progress, current.get());
        return ActionResult.of("Stack %s was deleted.".formatted(name), Map.of(), List.of());
    }

    private ActionResult create(ActionInput input, ActionProgress progress, String name, StackInput content)
            throws InterruptedException {
        input.role().require("cloudformation:CreateStack", stacks.arn(name));
        TemplateLocation template = TemplateLocation.of(input, artifacts, content);
        String id = clients.cloudFormation()
                .createStack(create -> create.stackName(name)
                        .templateBody(template.body())
                        .templateURL(template.url())
                        .parameters(content.parameters())
                        .tags(content.tags())
                        .capabilities(content.capabilities())
                        .roleARN(input.text("RoleArn").orElse(null))
                        .clientRequestToken(input.id()))
                .stackId();
        progress.started(id, url(id));
        Stack stack = await(input, name, id, StackStatus.CREATE_COMPLETE);
        return done(input, stack, "Stack %s was created.".formatted(name));
    }

    private ActionResult update(ActionInput input, ActionProgress progress, String name, StackInput content)
            throws InterruptedException {
        input.role().require("cloudformation:UpdateStack", stacks.arn(name));
        TemplateLocation template = TemplateLocation.of(input, artifacts, content);
        try {
            String id = clients.cloudFormation()
                    .updateStack(update -> update.stackName(name)
                            .templateBody(template.body())
                            .templateURL(template.url())
                            .parameters(content.parameters())
                            .tags(content.tags())
                            .capabilities(content.capabilities())
                            .roleARN(input.text("RoleArn").orElse(null))
                            .clientRequestToken(input.id()))
                    .stackId();
            progress.started(id, url(id));
            Stack stack = await(input, name, id, StackStatus.UPDATE_COMPLETE);
            return done(input, stack, "Stack %s was updated.".formatted(name));
        } catch (CloudFormationException e) {
            if (!String.valueOf(e.getMessage()).contains("No updates are to be performed")) {
                throw e;
            }
            return done(input, stacks.find(name).orElseThrow(), "No updates are to be performed.");
        }
    }

    private void delete(ActionInput input, ActionProgress progress, Stack stack) throws InterruptedException {
        input.role().require("cloudformation:DeleteStack", stacks.arn(stack.stackName()));
        clients.cloudFormation().deleteStack(delete -> delete.stackName(stack.stackName())
                .roleARN(input.text("RoleArn").orElse(null))
                .clientRequestToken(input.id()));
        progress.started(stack.stackId(), url(stack.stackId()));
        Optional<Stack> ended = stacks.awaitEnd(stack.stackId());
        if (ended.isPresent() && ended.get().stackStatus() != StackStatus.DELETE_COMPLETE) {
            throw failed(input, ended.get());
        }
    }

    private ActionResult executed(ActionInput input, ChangeSets.Executed executed) throws InterruptedException {
        Stack stack = executed.isEmpty()
                ? stacks.find(executed.stackId()).orElseThrow()
                : await(
                        input,
                        executed.stackId(),
                        executed.stackId(),
                        executed.isCreation() ? StackStatus.CREATE_COMPLETE : StackStatus.UPDATE_COMPLETE);
        return done(input, stack, executed.summary());
    }

    private Stack await(ActionInput input, String name, String id, StackStatus wanted) throws InterruptedException {
        Stack stack = stacks.awaitEnd(id)
                .orElseThrow(() -> ActionFailedException.job("Stack %s does not exist any more".formatted(name)));
        if (stack.stackStatus() != wanted) {
            throw failed(input, stack);
        }
        return stack;
    }

    private ActionFailedException failed(ActionInput input, Stack stack) {
        return ActionFailedException.job("Stack %s ended in %s%s"
                .formatted(
                        stack.stackName(),
                        stack.stackStatusAsString(),
                        stacks.failure(input.role(), stack, input.id())));
    }

    /** Outputs are variables, and a file where one is wanted. */
    private ActionResult done(ActionInput input, Stack stack, String summary) {
        Map<String, String> outputs = Stacks.outputs(stack);
        Optional<String> file = input.text("OutputFileName");
        if (file.isEmpty()) {
            return ActionResult.of(summary, outputs, List.of());
        }
        Artifact made = input.output();
        artifacts.putSingleFile(input.role(), made.object(), file.get(), Json.write(outputs));
        return ActionResult.of(summary, outputs, List.of(made));
    }

    private static String url(String stackId) {
        return "https://console.aws.amazon.com/cloudformation/home?#/stack/detail?stackId=" + stackId;
    }
}
