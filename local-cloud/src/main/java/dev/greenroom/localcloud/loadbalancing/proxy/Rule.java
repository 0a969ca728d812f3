package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** An action for the requests that meet every one of the conditions. The lowest priority that matches wins. */
public record Rule(int priority, List<Condition> conditions, Action action) {
    public Rule {
        conditions = List.copyOf(conditions);
        requireNonNull(action, "action is null");
    }
}
