package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** Listeners: each one holds a port of its load balancer's address. */
final class ListenerOperations {
    private final State state;
    private final Routing routing;
    private final Ports ports;

    ListenerOperations(State state, Routing routing, Ports ports) {
        this.state = requireNonNull(state, "state is null");
        this.routing = requireNonNull(routing, "routing is null");
        this.ports = requireNonNull(ports, "ports is null");
    }

    CreateListenerResponse create(CreateListenerRequest request) {
        if (request.protocolAsString() == null) {
            throw Failures.validation("A listener protocol must be specified");
        }
        if (request.port() == null) {
            throw Failures.validation("A listener port must be specified");
        }
        requireEmulated(request.protocolAsString(), request.hasCertificates(), request.sslPolicy());
        Constraints.range(request.port(), "port", 1, 65535);
        Map<String, String> tags = TagOperations.of(request.tags());
        synchronized (state) {
            Balancer balancer = state.balancer(request.loadBalancerArn());
            List<Action> actions = Actions.complete(request.defaultActions(), state, balancer.arn());
            Optional<OpenListener> existing = onPort(balancer.arn(), request.port());
            if (existing.isPresent()) {
                return alreadyThere(existing.get(), actions);
            }
            Listener created = Listener.builder()
                    .listenerArn(Arns.listener(balancer.arn()))
                    .loadBalancerArn(balancer.arn())
                    .port(request.port())
                    .protocol(ProtocolEnum.HTTP)
                    .defaultActions(actions)
                    .build();
            var socket = ports.listen(balancer, created.port(), routing.config(created));
            state.listeners()
                    .put(
                            created.listenerArn(),
                            new OpenListener(
                                    created,
                                    Arns.rule(created.listenerArn()),
                                    AttributeCatalog.LISTENER.defaults(),
                                    socket));
            state.tags().put(created.listenerArn(), tags);
            routing.refreshUse();
            return CreateListenerResponse.builder().listeners(created).build();
        }
    }

    DescribeListenersResponse describe(DescribeListenersRequest request) {
        Page<OpenListener> page = Page.of(selected(request), request.marker(), request.pageSize());
        return DescribeListenersResponse.builder()
                .listeners(page.items().stream().map(OpenListener::description).toList())
                .nextMarker(page.nextMarker())
                .build();
    }

    /** New requests follow the new actions once this returns; those on their way stay where they are. */
    ModifyListenerResponse modify(ModifyListenerRequest request) {
        requireEmulated(request.protocolAsString(), request.hasCertificates(), request.sslPolicy());
        Constraints.range(request.port(), "port", 1, 65535);
        synchronized (state) {
            OpenListener listener = state.listener(request.listenerArn());
            Listener current = listener.description();
            Listener changed = current.toBuilder()
                    .port(Objects.requireNonNullElse(request.port(), current.port()))
                    .defaultActions(
                            request.hasDefaultActions()
                                    ? Actions.complete(request.defaultActions(), state, current.loadBalancerArn())
                                    : current.defaultActions())
                    .build();
            if (changed.port().equals(current.port())) {
                state.listeners().put(listener.arn(), listener.with(changed, listener.socket()));
                routing.apply(listener.arn());
            } else {
                move(listener, changed);
            }
            routing.refreshUse();
            return ModifyListenerResponse.builder().listeners(changed).build();
        }
    }

    DeleteListenerResponse delete(DeleteListenerRequest request) {
        synchronized (state) {
            close(state.listener(request.listenerArn()));
            routing.refreshUse();
        }
        return DeleteListenerResponse.builder().build();
    }

    /** Removes a listener and its rules. Called with the state's monitor held. */
    void close(OpenListener listener) {
        listener.socket().close();
        state.rulesOf(listener.arn()).forEach(rule -> {
            state.rules().remove(rule.arn());
            state.tags().remove(rule.arn());
        });
        state.listeners().remove(listener.arn());
        state.tags().remove(listener.arn());
        state.tags().remove(listener.defaultRuleArn());
    }

    DescribeListenerAttributesResponse describeAttributes(DescribeListenerAttributesRequest request) {
        return DescribeListenerAttributesResponse.builder()
                .attributes(shown(state.listener(request.listenerArn()).attributes()))
                .build();
    }

    ModifyListenerAttributesResponse modifyAttributes(ModifyListenerAttributesRequest request) {
        Map<String, String> changes =
                Attributes.changes(request.attributes(), ListenerAttribute::key, ListenerAttribute::value);
        synchronized (state) {
            OpenListener listener = state.listener(request.listenerArn());
            Attributes changed = listener.attributes().with(changes);
            state.listeners().put(listener.arn(), listener.with(changed));
            return ModifyListenerAttributesResponse.builder()
                    .attributes(shown(changed))
                    .build();
        }
    }

    /** Opens the new port before it gives up the old one, so that a port that can't be had changes nothing. */
    private void move(OpenListener listener, Listener changed) {
        if (onPort(changed.loadBalancerArn(), changed.port()).isPresent()) {
            throw Failures.validation("Listener port '%d' is already in use".formatted(changed.port()));
        }
        var socket = ports.listen(state.balancer(changed.loadBalancerArn()), changed.port(), routing.config(changed));
        state.listeners().put(listener.arn(), listener.with(changed, socket));
        listener.socket().close();
    }

    private static void requireEmulated(
            @Nullable String protocol, boolean hasCertificates, @Nullable String sslPolicy) {
        Constraints.oneOf(protocol, "protocol", ProtocolEnum.values());
        if (protocol != null && !protocol.equals(ProtocolEnum.HTTP.toString())) {
            throw Failures.notEmulated("The listener protocol '%s'".formatted(protocol));
        }
        if (hasCertificates || sslPolicy != null) {
            throw Failures.invalidConfiguration(
                    "Certificates and security policies cannot be specified for listeners with protocol 'HTTP'");
        }
    }

    private CreateListenerResponse alreadyThere(OpenListener existing, List<Action> wanted) {
        if (!existing.description().defaultActions().equals(wanted)) {
            throw Failures.duplicateListener(existing.description().loadBalancerArn());
        }
        return CreateListenerResponse.builder()
                .listeners(existing.description())
                .build();
    }

    private Optional<OpenListener> onPort(String loadBalancerArn, int port) {
        return state.listenersOf(loadBalancerArn).stream()
                .filter(listener -> listener.description().port() == port)
                .findFirst();
    }

    private List<OpenListener> selected(DescribeListenersRequest request) {
        if (request.loadBalancerArn() != null) {
            return state.listenersOf(state.balancer(request.loadBalancerArn()).arn());
        }
        if (!request.hasListenerArns()) {
            throw Failures.validation("You must specify either listener ARNs or a load balancer ARN");
        }
        return request.listenerArns().stream().map(state::listener).toList();
    }

    private static List<ListenerAttribute> shown(Attributes attributes) {
        return attributes.each((key, value) ->
                ListenerAttribute.builder().key(key).value(value).build());
    }
}
