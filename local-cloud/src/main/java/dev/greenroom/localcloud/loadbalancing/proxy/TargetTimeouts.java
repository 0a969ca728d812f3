package dev.greenroom.localcloud.loadbalancing.proxy;

import java.time.Duration;

/**
 * How patient the load balancer is with targets, apart from a listener's idle timeout.
 *
 * @param connect how long a connection may take to be established
 * @param keepAlive how long an idle connection is kept for another request
 */
record TargetTimeouts(Duration connect, Duration keepAlive) {
    static TargetTimeouts ofAws() {
        return new TargetTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }
}
