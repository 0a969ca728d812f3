package dev.greenroom.localcloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * AWS::CloudFormation::Stack: a stack that is a resource of another. It acknowledges what its parent does, and acts in the
 * same role.
 */
final class NestedStackType implements ResourceType {
    private static final int MAX_NAME = 128;

    private final CloudFormationClient client;
    private final StackStore store;
    private final RunningOperations operations;

    NestedStackType(CloudFormationClient client, StackStore store, RunningOperations operations) {
        this.client = client;
        this.store = store;
        this.operations = operations;
    }

    @Override
    public String name() {
        return Journal.STACK_TYPE;
    }

    @Override
    public ResourceState create(ResourceRequest request) throws InterruptedException {
        Properties properties = request.properties();
        Stack parent = store.get(request.stackId());
        String id = client.createStack(CreateStackRequest.builder()
                        .stackName(request.generatedName(MAX_NAME))
                        .templateURL(properties.requiredText("TemplateURL"))
                        .parameters(parameters(properties))
                        .tags(tags(request))
                        .capabilities(parent.definition().capabilities())
                        .roleARN(request.actingRole().orElse(null))
                        .disableRollback(parent.settings().disableRollback())
                        .timeoutInMinutes(properties.integer("TimeoutInMinutes").orElse(null))
                        .build())
                .stackId();
        store.update(id, stack -> stack.with(stack.settings().withParent(parent.id())));
        request.initiated(id);
        operations.await(id);
        require(id, StackStatus.CREATE_COMPLETE, "created");
        return state(id);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) throws InterruptedException {
        String id = current.physicalId();
        try {
            client.updateStack(UpdateStackRequest.builder()
                    .stackName(id)
                    .templateURL(request.properties().requiredText("TemplateURL"))
                    .parameters(parameters(request.properties()))
                    .tags(tags(request))
                    .capabilities(store.get(request.stackId()).definition().capabilities())
                    .roleARN(request.actingRole().orElse(null))
                    .build());
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails().errorMessage().equals(CloudFormationErrors.NO_UPDATES)) {
                return state(id);
            }
            throw e;
        }
        awaitUpdate(id);
        require(id, StackStatus.UPDATE_COMPLETE, "updated");
        return state(id);
    }

    private void awaitUpdate(String id) throws InterruptedException {
        try {
            operations.await(id);
        } catch (InterruptedException e) {
            operations.cancel(id);
            operations.await(id);
            throw e;
        }
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) throws InterruptedException {
        String id = current.physicalId();
        if (store.get(id).status() != StackStatus.CREATE_IN_PROGRESS) {
            operations.await(id);
        }
        client.deleteStack(
                delete -> delete.stackName(id).roleARN(request.actingRole().orElse(null)));
        operations.await(id);
        require(id, StackStatus.DELETE_COMPLETE, "deleted");
    }

    private static List<Parameter> parameters(Properties properties) {
        return properties.object("Parameters").tree().entrySet().stream()
                .map(parameter -> Parameter.builder()
                        .parameterKey(parameter.getKey())
                        .parameterValue(text(parameter.getValue()))
                        .build())
                .toList();
    }

    /** A list parameter is given as one text. */
    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private static List<Tag> tags(ResourceRequest request) {
        return request.tags().entrySet().stream()
                .filter(tag -> !tag.getKey().startsWith("aws:"))
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private ResourceState state(String id) {
        var attributes = new HashMap<String, Object>();
        store.get(id)
                .contents()
                .outputs()
                .forEach(output -> attributes.put("Outputs." + output.name(), output.value()));
        return new ResourceState(id, attributes);
    }

    private void require(String id, StackStatus wanted, String done) {
        StackStatus status = store.get(id).status();
        if (status != wanted) {
            throw new StackFailedException("Embedded stack %s was not successfully %s: %s"
                    .formatted(id, done, reason(id).orElse("Currently in " + status)));
        }
    }

    /** Why it failed, also after it was rolled back. */
    private Optional<String> reason(String id) {
        return store.events(id).stream()
                .filter(event -> event.logicalResourceId().equals(event.stackName()))
                .filter(event -> event.resourceStatusReason() != null)
                .map(StackEvent::resourceStatusReason)
                .findFirst();
    }
}
