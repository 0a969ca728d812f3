package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;

/** Load balancers: each has an address of its own, which is its DNS name. */
final class LoadBalancerOperations {
    private final State state;
    private final Arns arns;
    private final VpcLookup vpcs;
    private final LoadBalancerSettings settings;
    private final LoopbackAddresses addresses;
    private final Routing routing;
    private final ListenerOperations listeners;
    private final Clock clock;

    LoadBalancerOperations(
            State state,
            Arns arns,
            VpcLookup vpcs,
            LoopbackAddresses addresses,
            Routing routing,
            ListenerOperations listeners,
            Clock clock) {
        this.state = requireNonNull(state, "state is null");
        this.arns = requireNonNull(arns, "arns is null");
        this.vpcs = requireNonNull(vpcs, "vpcs is null");
        this.settings = new LoadBalancerSettings(vpcs);
        this.addresses = requireNonNull(addresses, "addresses is null");
        this.routing = requireNonNull(routing, "routing is null");
        this.listeners = requireNonNull(listeners, "listeners is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    CreateLoadBalancerResponse create(CreateLoadBalancerRequest request) {
        LoadBalancer wanted = settings.of(request);
        String name = wanted.loadBalancerName();
        Map<String, String> tags = TagOperations.of(request.tags());
        synchronized (state) {
            Optional<Balancer> existing = findByName(name);
            if (existing.isPresent()) {
                return alreadyThere(existing.get(), wanted);
            }
            InetAddress address = addresses.next();
            LoadBalancer created = wanted.toBuilder()
                    .loadBalancerArn(arns.loadBalancer(name))
                    .dnsName(address.getHostAddress())
                    .createdTime(now())
                    .build();
            state.balancers()
                    .put(
                            created.loadBalancerArn(),
                            new Balancer(created, address, AttributeCatalog.LOAD_BALANCER.defaults()));
            state.tags().put(created.loadBalancerArn(), tags);
            return CreateLoadBalancerResponse.builder()
                    .loadBalancers(in(LoadBalancerStateEnum.PROVISIONING, created))
                    .build();
        }
    }

    DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
        if (request.hasLoadBalancerArns() && request.hasNames()) {
            throw Failures.validation(
                    "Load balancer names and load balancer ARNs cannot be specified at the same time");
        }
        List<LoadBalancer> found = selected(request).stream()
                .map(balancer -> in(LoadBalancerStateEnum.ACTIVE, balancer.description()))
                .toList();
        Page<LoadBalancer> page = Page.of(found, request.marker(), request.pageSize());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items())
                .nextMarker(page.nextMarker())
                .build();
    }

    /** Deletes its listeners and their rules with it. Succeeds, as on AWS, when there is no such load balancer. */
    DeleteLoadBalancerResponse delete(DeleteLoadBalancerRequest request) {
        String arn = Constraints.required(request.loadBalancerArn(), "loadBalancerArn");
        Arns.requireLoadBalancer(arn);
        synchronized (state) {
            state.balancers().find(arn).ifPresent(balancer -> {
                if (balancer.attributes().isTrue("deletion_protection.enabled")) {
                    throw Failures.deletionProtected(arn);
                }
                state.listenersOf(arn).forEach(listeners::close);
                state.balancers().remove(arn);
                state.tags().remove(arn);
                routing.refreshUse();
            });
        }
        return DeleteLoadBalancerResponse.builder().build();
    }

    DescribeLoadBalancerAttributesResponse describeAttributes(DescribeLoadBalancerAttributesRequest request) {
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(shown(state.balancer(request.loadBalancerArn()).attributes()))
                .build();
    }

    ModifyLoadBalancerAttributesResponse modifyAttributes(ModifyLoadBalancerAttributesRequest request) {
        Map<String, String> changes =
                Attributes.changes(request.attributes(), LoadBalancerAttribute::key, LoadBalancerAttribute::value);
        synchronized (state) {
            Balancer balancer = state.balancer(request.loadBalancerArn());
            Attributes changed = balancer.attributes().with(changes);
            state.balancers().put(balancer.arn(), balancer.with(changed));
            state.listenersOf(balancer.arn()).forEach(listener -> routing.apply(listener.arn()));
            return ModifyLoadBalancerAttributesResponse.builder()
                    .attributes(shown(changed))
                    .build();
        }
    }

    SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
        List<String> groups = Constraints.notEmpty(request.securityGroups(), "securityGroups");
        state.balancer(request.loadBalancerArn());
        vpcs.requireSecurityGroups(groups);
        change(request.loadBalancerArn(), balancer -> balancer.securityGroups(groups));
        return SetSecurityGroupsResponse.builder().securityGroupIds(groups).build();
    }

    SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
        Balancer balancer = state.balancer(request.loadBalancerArn());
        VpcLookup.Placement placement = settings.placement(request.subnets(), request.subnetMappings());
        if (!placement.vpcId().equals(balancer.description().vpcId())) {
            throw Failures.invalidConfiguration("The subnets must be in the VPC '%s' of the load balancer"
                    .formatted(balancer.description().vpcId()));
        }
        change(balancer.arn(), description -> description.availabilityZones(placement.zones()));
        return SetSubnetsResponse.builder()
                .availabilityZones(placement.zones())
                .ipAddressType(balancer.description().ipAddressType())
                .build();
    }

    SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request) {
        Constraints.required(request.ipAddressTypeAsString(), "ipAddressType");
        LoadBalancerSettings.requireIpv4(request.ipAddressTypeAsString());
        state.balancer(request.loadBalancerArn());
        return SetIpAddressTypeResponse.builder()
                .ipAddressType(request.ipAddressType())
                .build();
    }

    private void change(String arn, Consumer<LoadBalancer.Builder> change) {
        synchronized (state) {
            Balancer balancer = state.balancer(arn);
            state.balancers().put(arn, balancer.with(balancer.description().copy(change)));
        }
    }

    private CreateLoadBalancerResponse alreadyThere(Balancer existing, LoadBalancer wanted) {
        LoadBalancer comparable = existing.description().toBuilder()
                .loadBalancerArn(null)
                .dnsName(null)
                .createdTime(null)
                .build();
        if (!comparable.equals(wanted)) {
            throw Failures.duplicateLoadBalancerName(existing.name());
        }
        return CreateLoadBalancerResponse.builder()
                .loadBalancers(in(LoadBalancerStateEnum.ACTIVE, existing.description()))
                .build();
    }

    private List<Balancer> selected(DescribeLoadBalancersRequest request) {
        if (request.hasLoadBalancerArns()) {
            request.loadBalancerArns().forEach(Arns::requireLoadBalancer);
            return found(request.loadBalancerArns(), state.balancers()::find);
        }
        return request.hasNames()
                ? found(request.names(), this::findByName)
                : state.balancers().list();
    }

    private static List<Balancer> found(List<String> keys, Function<String, Optional<Balancer>> finder) {
        List<String> missing =
                keys.stream().filter(key -> finder.apply(key).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw Failures.loadBalancersNotFound(missing);
        }
        return keys.stream().flatMap(key -> finder.apply(key).stream()).toList();
    }

    private Optional<Balancer> findByName(String name) {
        return state.balancers().list().stream()
                .filter(balancer -> balancer.name().equals(name))
                .findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static LoadBalancer in(LoadBalancerStateEnum code, LoadBalancer balancer) {
        return balancer.toBuilder()
                .state(LoadBalancerState.builder().code(code).build())
                .build();
    }

    private static List<LoadBalancerAttribute> shown(Attributes attributes) {
        return attributes.each((key, value) ->
                LoadBalancerAttribute.builder().key(key).value(value).build());
    }
}
