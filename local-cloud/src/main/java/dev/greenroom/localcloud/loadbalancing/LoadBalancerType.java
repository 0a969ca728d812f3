package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;

/** AWS::ElasticLoadBalancingV2::LoadBalancer. Complete when it is active. */
final class LoadBalancerType implements ResourceType {
    private static final List<String> NOT_EMULATED = List.of(
            "EnableCapacityReservationProvisionStabilize",
            "EnablePrefixForIpv6SourceNat",
            "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
            "Ipv4IpamPoolId",
            "MinimumLoadBalancerCapacity");
    private static final long POLL_MILLIS = 50;

    private final ElasticLoadBalancingV2Client client;
    private final ResourceTags tags;

    LoadBalancerType(ElasticLoadBalancingV2Client client) {
        this.client = requireNonNull(client, "client is null");
        this.tags = new ResourceTags(client);
    }

    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::LoadBalancer";
    }

    @Override
    public ResourceState create(ResourceRequest request) throws InterruptedException {
        Properties properties = emulated(request);
        String name = properties.text("Name").orElseGet(() -> request.generatedName(32));
        requireNew(name);
        String arn = client.createLoadBalancer(properties
                        .without("Tags", "LoadBalancerAttributes")
                        .to(CreateLoadBalancerRequest.builder())
                        .name(name)
                        .tags(ResourceTags.list(request.tags()))
                        .build())
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        request.initiated(arn);
        applyAttributes(request, arn);
        return state(awaitActive(arn));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) throws InterruptedException {
        Properties properties = emulated(request);
        String arn = current.physicalId();
        if (changed(request, "SecurityGroups") && properties.has("SecurityGroups")) {
            client.setSecurityGroups(
                    set -> set.loadBalancerArn(arn).securityGroups(properties.texts("SecurityGroups")));
        }
        if (changed(request, "Subnets") || changed(request, "SubnetMappings")) {
            client.setSubnets(properties
                    .to(SetSubnetsRequest.builder())
                    .loadBalancerArn(arn)
                    .build());
        }
        if (changed(request, "IpAddressType")) {
            client.setIpAddressType(set -> set.loadBalancerArn(arn)
                    .ipAddressType(properties.text("IpAddressType").orElse("ipv4")));
        }
        applyAttributes(request, arn);
        tags.replace(arn, request.tags());
        return state(awaitActive(arn));
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        client.deleteLoadBalancer(delete -> delete.loadBalancerArn(current.physicalId()));
    }

    private static Properties emulated(ResourceRequest request) {
        return NotEmulated.check(request.properties(), NOT_EMULATED);
    }

    private static boolean changed(ResourceRequest request, String property) {
        return !Objects.equals(
                request.properties().tree().get(property),
                request.previousProperties().tree().get(property));
    }

    private void requireNew(String name) {
        try {
            client.describeLoadBalancers(describe -> describe.names(name));
        } catch (LoadBalancerNotFoundException e) {
            return;
        }
        throw new ResourceFailedException(
                "AlreadyExists", "Resource of type '%s' with identifier '%s' already exists.".formatted(name(), name));
    }

    private void applyAttributes(ResourceRequest request, String arn) {
        var changes = AttributeChanges.of(request, "LoadBalancerAttributes", AttributeCatalog.LOAD_BALANCER);
        if (!changes.isEmpty()) {
            client.modifyLoadBalancerAttributes(modify -> modify.loadBalancerArn(arn)
                    .attributes(changes.each((key, value) -> LoadBalancerAttribute.builder()
                            .key(key)
                            .value(value)
                            .build())));
        }
    }

    private LoadBalancer awaitActive(String arn) throws InterruptedException {
        LoadBalancer balancer = describe(arn);
        while (balancer.state().code() != LoadBalancerStateEnum.ACTIVE) {
            Thread.sleep(POLL_MILLIS);
            balancer = describe(arn);
        }
        return balancer;
    }

    private LoadBalancer describe(String arn) {
        return client.describeLoadBalancers(describe -> describe.loadBalancerArns(arn))
                .loadBalancers()
                .get(0);
    }

    private static ResourceState state(LoadBalancer balancer) {
        return new ResourceState(
                balancer.loadBalancerArn(),
                Map.of(
                        "LoadBalancerArn", balancer.loadBalancerArn(),
                        "LoadBalancerName", balancer.loadBalancerName(),
                        "LoadBalancerFullName", Arns.fullName(balancer.loadBalancerArn()),
                        "DNSName", balancer.dnsName(),
                        "CanonicalHostedZoneID", balancer.canonicalHostedZoneId()));
    }
}
