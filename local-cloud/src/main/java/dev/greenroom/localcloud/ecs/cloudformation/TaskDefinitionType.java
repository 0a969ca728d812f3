package dev.greenroom.localcloud.ecs.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.ecs.definition.TaskDefinitions;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** AWS::ECS::TaskDefinition: a change is a new revision, and the old one is deregistered. */
final class TaskDefinitionType implements ResourceType {
    private static final int MAX_FAMILY = 255;

    private final EcsClient ecs;

    TaskDefinitionType(EcsClient ecs) {
        this.ecs = requireNonNull(ecs, "ecs is null");
    }

    @Override
    public String name() {
        return "AWS::ECS::TaskDefinition";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        return TaskDefinitions.EMULATED.lacking(properties.tree());
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String arn = ecs.registerTaskDefinition(properties
                        .without("Tags")
                        .to(RegisterTaskDefinitionRequest.builder())
                        .family(properties.text("Family").orElseGet(() -> request.generatedName(MAX_FAMILY)))
                        .tags(EcsTags.of(request.tags()))
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
        request.initiated(arn);
        return ResourceState.of(arn).with("TaskDefinitionArn", arn);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        EcsTags.replace(ecs, current.physicalId(), request.tags());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        ecs.deregisterTaskDefinition(deregister -> deregister.taskDefinition(current.physicalId()));
    }
}
