package dev.greenroom.localcloud.loadbalancing.proxy;

import java.net.InetSocketAddress;

/** A port that a load balancer listens on. Safe for use by many threads. */
public interface Listener extends AutoCloseable {
    /** Where it really listens, also when port 0 was asked for. */
    InetSocketAddress address();

    /**
     * Replaces what the listener goes by. Each request whose header completes later follows the new configuration, on
     * connections of any age; requests that are on their way, and upgraded connections, stay where they are.
     */
    void configure(ListenerConfig config);

    /** What happened here since the listener was opened. */
    ListenerCounts counts();

    /** Stops accepting; the port can be listened on again at once, and requests in flight finish. */
    @Override
    void close();
}
