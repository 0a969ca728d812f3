package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/**
 * Where requests of a {@link TargetPool} can go.
 *
 * @param key what the target's owner calls it, such as its registered IP and port
 * @param address where it really listens
 */
public record Target(String key, InetSocketAddress address) {
    public Target {
        requireNonNull(key, "key is null");
        requireNonNull(address, "address is null");
    }
}
