package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** AWS::ElasticLoadBalancingV2::TargetGroup. */
final class TargetGroupType implements ResourceType {
    private final ElasticLoadBalancingV2Client client;
    private final ResourceTags tags;

    TargetGroupType(ElasticLoadBalancingV2Client client) {
        this.client = requireNonNull(client, "client is null");
        this.tags = new ResourceTags(client);
    }

    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::TargetGroup";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = NotEmulated.check(request.properties(), List.of("TargetControlPort"));
        String name = properties.text("Name").orElseGet(() -> request.generatedName(32));
        requireNew(name);
        String arn = client.createTargetGroup(properties
                        .without("Tags", "TargetGroupAttributes", "Targets")
                        .to(CreateTargetGroupRequest.builder())
                        .name(name)
                        .tags(ResourceTags.list(request.tags()))
                        .build())
                .targetGroups()
                .get(0)
                .targetGroupArn();
        request.initiated(arn);
        applyAttributes(request, arn);
        applyTargets(request, arn);
        return state(arn);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Properties properties = NotEmulated.check(request.properties(), List.of("TargetControlPort"));
        String arn = current.physicalId();
        client.modifyTargetGroup(properties
                .to(TargetGroupSettings.defaultHealthCheck())
                .targetGroupArn(arn)
                .build());
        applyAttributes(request, arn);
        applyTargets(request, arn);
        tags.replace(arn, request.tags());
        return state(arn);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        client.deleteTargetGroup(delete -> delete.targetGroupArn(current.physicalId()));
    }

    private void requireNew(String name) {
        try {
            client.describeTargetGroups(describe -> describe.names(name));
        } catch (TargetGroupNotFoundException e) {
            return;
        }
        throw new ResourceFailedException(
                "AlreadyExists", "Resource of type '%s' with identifier '%s' already exists.".formatted(name(), name));
    }

    private void applyAttributes(ResourceRequest request, String arn) {
        var changes = AttributeChanges.of(request, "TargetGroupAttributes", AttributeCatalog.TARGET_GROUP);
        if (!changes.isEmpty()) {
            client.modifyTargetGroupAttributes(modify -> modify.targetGroupArn(arn)
                    .attributes(changes.each((key, value) ->
                            TargetGroupAttribute.builder().key(key).value(value).build())));
        }
    }

    private void applyTargets(ResourceRequest request, String arn) {
        List<TargetDescription> before = targets(request.previousProperties());
        List<TargetDescription> wanted = targets(request.properties());
        List<TargetDescription> gone =
                before.stream().filter(target -> !wanted.contains(target)).toList();
        List<TargetDescription> added =
                wanted.stream().filter(target -> !before.contains(target)).toList();
        if (!gone.isEmpty()) {
            client.deregisterTargets(
                    deregister -> deregister.targetGroupArn(arn).targets(gone));
        }
        if (!added.isEmpty()) {
            client.registerTargets(register -> register.targetGroupArn(arn).targets(added));
        }
    }

    private static List<TargetDescription> targets(Properties properties) {
        return properties.objects("Targets").stream()
                .map(target -> target.to(TargetDescription.builder()).build())
                .toList();
    }

    private ResourceState state(String arn) {
        TargetGroup group = client.describeTargetGroups(describe -> describe.targetGroupArns(arn))
                .targetGroups()
                .get(0);
        return new ResourceState(
                arn,
                Map.of(
                        "TargetGroupArn", arn,
                        "TargetGroupName", group.targetGroupName(),
                        "TargetGroupFullName", Arns.fullName(arn),
                        "LoadBalancerArns", group.loadBalancerArns()));
    }
}
