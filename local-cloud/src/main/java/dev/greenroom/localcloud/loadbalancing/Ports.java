package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.loadbalancing.proxy.Listener;
import dev.greenroom.localcloud.loadbalancing.proxy.ListenerConfig;
import dev.greenroom.localcloud.loadbalancing.proxy.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The ports of this machine, with an error that helps where one can't be had. */
final class Ports {
    private final State state;
    private final Proxy proxy;

    Ports(State state, Proxy proxy) {
        this.state = requireNonNull(state, "state is null");
        this.proxy = requireNonNull(proxy, "proxy is null");
    }

    Listener listen(Balancer balancer, int port, ListenerConfig config) {
        Optional<Balancer> neighbour = neighbourOn(balancer, port);
        if (neighbour.isPresent()) {
            throw Failures.invalidConfiguration(
                    "Tried to listen on %s:%d for load balancer '%s' but load balancer '%s' does: on this machine load balancers share one address, so choose another port"
                            .formatted(
                                    balancer.address().getHostAddress(),
                                    port,
                                    balancer.name(),
                                    neighbour.get().name()));
        }
        try {
            return proxy.listen(new InetSocketAddress(balancer.address(), port), config);
        } catch (IOException e) {
            throw Failures.invalidConfiguration(e.getMessage());
        }
    }

    private Optional<Balancer> neighbourOn(Balancer balancer, int port) {
        return state.balancers().list().stream()
                .filter(other -> !other.arn().equals(balancer.arn()))
                .filter(other -> other.address().equals(balancer.address()))
                .filter(other -> state.listenersOf(other.arn()).stream()
                        .anyMatch(listener -> listener.description().port() == port))
                .findFirst();
    }
}
