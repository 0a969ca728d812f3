package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * All that a listener goes by. A request uses the one that is in place when its header is complete, to its end.
 *
 * @param protocol what targets are told in X-Forwarded-Proto
 * @param port what targets are told in X-Forwarded-Port
 * @param rules kept in the order of their priority
 * @param defaultAction for requests that no rule matches
 * @param idleTimeout how long nothing may move on a connection before it is given up
 * @param clientKeepAlive how long a client may keep one connection for its requests
 */
public record ListenerConfig(
        String protocol,
        int port,
        List<Rule> rules,
        Action defaultAction,
        Duration idleTimeout,
        Duration clientKeepAlive) {
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration DEFAULT_CLIENT_KEEP_ALIVE = Duration.ofSeconds(3600);

    public ListenerConfig {
        requireNonNull(protocol, "protocol is null");
        rules = rules.stream().sorted(Comparator.comparingInt(Rule::priority)).toList();
        requireNonNull(defaultAction, "defaultAction is null");
        requirePositive(idleTimeout, "idleTimeout");
        requirePositive(clientKeepAlive, "clientKeepAlive");
    }

    /** An HTTP listener without rules that has AWS's default timeouts. */
    public static ListenerConfig http(int port, Action defaultAction) {
        return new ListenerConfig(
                "http", port, List.of(), defaultAction, DEFAULT_IDLE_TIMEOUT, DEFAULT_CLIENT_KEEP_ALIVE);
    }

    public ListenerConfig withRules(List<Rule> newRules) {
        return new ListenerConfig(protocol, port, newRules, defaultAction, idleTimeout, clientKeepAlive);
    }

    public ListenerConfig withDefaultAction(Action newDefaultAction) {
        return new ListenerConfig(protocol, port, rules, newDefaultAction, idleTimeout, clientKeepAlive);
    }

    public ListenerConfig withIdleTimeout(Duration newIdleTimeout) {
        return new ListenerConfig(protocol, port, rules, defaultAction, newIdleTimeout, clientKeepAlive);
    }

    public ListenerConfig withClientKeepAlive(Duration newClientKeepAlive) {
        return new ListenerConfig(protocol, port, rules, defaultAction, idleTimeout, newClientKeepAlive);
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }
}
