package dev.greenroom.localcloud.loadbalancing.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/** A listener's configuration made ready for its requests. */
final class Routing {
    private final ListenerConfig config;
    private final byte[] forwardedProtocolAndPort;
    private final List<Route> routes;

    Routing(ListenerConfig config) {
        this.config = config;
        forwardedProtocolAndPort = Ascii.bytes(
                "X-Forwarded-Proto: %s\r\nX-Forwarded-Port: %d\r\n".formatted(config.protocol(), config.port()));
        routes = config.rules().stream().map(Route::of).toList();
    }

    ListenerConfig config() {
        return config;
    }

    /** Two header lines. */
    byte[] forwardedProtocolAndPort() {
        return forwardedProtocolAndPort;
    }

    Action route(RequestHead head, InetAddress client) {
        if (routes.isEmpty()) {
            return config.defaultAction();
        }
        RequestView request = new RequestView(head, client);
        for (Route route : routes) {
            if (route.matcher().test(request)) {
                return route.action();
            }
        }
        return config.defaultAction();
    }

    private record Route(Predicate<RequestView> matcher, Action action) {
        static Route of(Rule rule) {
            Predicate<RequestView> matcher =
                    rule.conditions().stream().map(ConditionMatcher::of).reduce(request -> true, Predicate::and);
            return new Route(matcher, rule.action());
        }
    }
}
