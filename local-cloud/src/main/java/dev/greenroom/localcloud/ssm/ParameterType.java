package dev.greenroom.localcloud.ssm;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** AWS::SSM::Parameter. Its tags are a map, not a list. */
public final class ParameterType implements ResourceType {
    private final SsmClient ssm;

    public ParameterType(SsmClient ssm) {
        this.ssm = requireNonNull(ssm, "ssm is null");
    }

    @Override
    public String name() {
        return "AWS::SSM::Parameter";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String name = properties.text("Name").orElseGet(() -> "CFN-" + request.generatedName(100));
        ssm.putParameter(put(name, properties)
                .tags(tags(Tags.withoutReserved(request.tags())))
                .build());
        request.initiated(name);
        return state(name, properties);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        ssm.putParameter(put(name, request.properties()).overwrite(true).build());
        Map<String, String> before = ssm
                .listTagsForResource(list ->
                        list.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
                .tagList()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                gone -> ssm.removeTagsFromResource(remove -> remove.resourceType(ResourceTypeForTagging.PARAMETER)
                        .resourceId(name)
                        .tagKeys(gone)),
                changed -> ssm.addTagsToResource(add -> add.resourceType(ResourceTypeForTagging.PARAMETER)
                        .resourceId(name)
                        .tags(tags(changed))));
        return state(name, request.properties());
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            ssm.deleteParameter(delete -> delete.name(current.physicalId()));
        } catch (ParameterNotFoundException e) {
            return; // gone already
        }
    }

    private static PutParameterRequest.Builder put(String name, Properties properties) {
        return properties.without("Tags").to(PutParameterRequest.builder()).name(name);
    }

    private static ResourceState state(String name, Properties properties) {
        return new ResourceState(
                name, Map.of("Type", properties.requiredText("Type"), "Value", properties.requiredText("Value")));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
