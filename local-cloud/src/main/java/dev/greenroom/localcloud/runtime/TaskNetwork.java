package dev.greenroom.localcloud.runtime;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a task's private address really is. Tasks keep AWS's shape, a private IP and the container port; this table
 * maps both to the address on this machine. Safe for use by many threads.
 */
public final class TaskNetwork {
    private final Map<Endpoint, InetSocketAddress> real = new ConcurrentHashMap<>();

    public void attach(String privateIp, int port, InetSocketAddress realAddress) {
        real.put(new Endpoint(privateIp, port), realAddress);
    }

    public void detach(String privateIp) {
        real.keySet().removeIf(endpoint -> endpoint.ip().equals(privateIp));
    }

    /** Empty when no task listens there. */
    public Optional<InetSocketAddress> find(String privateIp, int port) {
        return Optional.ofNullable(real.get(new Endpoint(privateIp, port)));
    }

    private record Endpoint(String ip, int port) {}
}
