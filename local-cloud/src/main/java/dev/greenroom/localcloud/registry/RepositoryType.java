package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/** AWS::ECR::Repository. */
public final class RepositoryType implements ResourceType {
    private final EcrClient ecr;

    public RepositoryType(EcrClient ecr) {
        this.ecr = requireNonNull(ecr, "ecr is null");
    }

    @Override
    public String name() {
        return "AWS::ECR::Repository";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String name = properties.text("RepositoryName").orElseGet(() -> request.generatedName(256)
                .toLowerCase(Locale.ROOT));
        Repository repository = ecr.createRepository(properties
                        .without("Tags")
                        .to(CreateRepositoryRequest.builder())
                        .repositoryName(name)
                        .tags(tags(request.tags()))
                        .build())
                .repository();
        request.initiated(name);
        applyPolicies(name, properties);
        return new ResourceState(
                name, Map.of("Arn", repository.repositoryArn(), "RepositoryUri", repository.repositoryUri()));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String name = current.physicalId();
        Properties properties = request.properties();
        ecr.putImageTagMutability(change -> change.repositoryName(name)
                .imageTagMutability(properties
                        .text("ImageTagMutability")
                        .map(ImageTagMutability::fromValue)
                        .orElse(ImageTagMutability.MUTABLE)));
        ecr.putImageScanningConfiguration(change -> change.repositoryName(name)
                .imageScanningConfiguration(properties
                        .object("ImageScanningConfiguration")
                        .to(ImageScanningConfiguration.builder())
                        .build()));
        applyPolicies(name, properties);
        String arn = String.valueOf(current.attributes().get("Arn"));
        Map<String, String> before = ecr.listTagsForResource(list -> list.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                request.tags(),
                gone -> ecr.untagResource(untag -> untag.resourceArn(arn).tagKeys(gone)),
                changed -> ecr.tagResource(tag -> tag.resourceArn(arn).tags(tags(changed))));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            ecr.deleteRepository(delete -> delete.repositoryName(current.physicalId())
                    .force(request.properties().bool("EmptyOnDelete").orElse(false)));
        } catch (RepositoryNotFoundException e) {
            return; // gone already
        }
    }

    private void applyPolicies(String name, Properties properties) {
        Optional<String> lifecycle = properties.object("LifecyclePolicy").text("LifecyclePolicyText");
        if (lifecycle.isPresent()) {
            ecr.putLifecyclePolicy(put -> put.repositoryName(name).lifecyclePolicyText(lifecycle.get()));
        } else {
            deleteLifecyclePolicy(name);
        }
        Properties policy = properties.object("RepositoryPolicyText");
        if (policy.tree().isEmpty()) {
            deletePolicy(name);
        } else {
            ecr.setRepositoryPolicy(set -> set.repositoryName(name).policyText(policy.json()));
        }
    }

    private void deleteLifecyclePolicy(String name) {
        try {
            ecr.deleteLifecyclePolicy(delete -> delete.repositoryName(name));
        } catch (LifecyclePolicyNotFoundException e) {
            return; // there was none
        }
    }

    private void deletePolicy(String name) {
        try {
            ecr.deleteRepositoryPolicy(delete -> delete.repositoryName(name));
        } catch (RepositoryPolicyNotFoundException e) {
            return; // there was none
        }
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
