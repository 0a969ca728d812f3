package dev.greenroom.localcloud.runtime;

import java.net.InetAddress;

/**
 * Loopback addresses that nobody else uses, so that each load balancer, task and database can have a port of its
 * choice: 127.0.0.0/8 where the whole block answers (Linux), else always 127.0.0.1.
 */
public interface LoopbackAddresses {
    InetAddress next();

    /** Whether each call of {@link #next()} gives an address of its own. */
    boolean areDistinct();
}
