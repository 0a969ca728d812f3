package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;

/** AWS::ElasticLoadBalancingV2::Listener. Complete when it really listens. */
final class ListenerType implements ResourceType {
    private final ElasticLoadBalancingV2Client client;
    private final ResourceTags tags;

    ListenerType(ElasticLoadBalancingV2Client client) {
        this.client = requireNonNull(client, "client is null");
        this.tags = new ResourceTags(client);
    }

    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::Listener";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        requireNew(properties);
        String arn = client.createListener(properties
                        .without("Tags", "ListenerAttributes")
                        .to(CreateListenerRequest.builder())
                        .tags(ResourceTags.list(request.tags()))
                        .build())
                .listeners()
                .get(0)
                .listenerArn();
        request.initiated(arn);
        applyAttributes(request, arn);
        return state(arn);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        client.modifyListener(request.properties()
                .without("Tags", "ListenerAttributes")
                .to(ModifyListenerRequest.builder())
                .listenerArn(arn)
                .build());
        applyAttributes(request, arn);
        tags.replace(arn, request.tags());
        return state(arn);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            client.deleteListener(delete -> delete.listenerArn(current.physicalId()));
        } catch (ListenerNotFoundException e) {
            return; // gone already
        }
    }

    /** The API returns a listener that is just like the one asked for; it would then belong to two resources. */
    private void requireNew(Properties properties) {
        String balancer = properties.requiredText("LoadBalancerArn");
        boolean taken = client.describeListeners(describe -> describe.loadBalancerArn(balancer)).listeners().stream()
                .anyMatch(listener -> properties.integer("Port").equals(Optional.of(listener.port())));
        if (taken) {
            throw new ResourceFailedException(
                    "AlreadyExists",
                    "A listener already exists on this port for this load balancer '%s'".formatted(balancer));
        }
    }

    private void applyAttributes(ResourceRequest request, String arn) {
        var changes = AttributeChanges.of(request, "ListenerAttributes", AttributeCatalog.LISTENER);
        if (!changes.isEmpty()) {
            client.modifyListenerAttributes(modify -> modify.listenerArn(arn)
                    .attributes(changes.each((key, value) ->
                            ListenerAttribute.builder().key(key).value(value).build())));
        }
    }

    private static ResourceState state(String arn) {
        return new ResourceState(arn, Map.of("ListenerArn", arn));
    }
}
