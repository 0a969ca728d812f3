package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import org.jspecify.annotations.Nullable;

/** A rule of one event bus, by its name. */
record EventRule(String bus, String name) {
    private static final String DEFAULT_BUS = "default";
    private static final String BUS_IN_ARN = ":event-bus/";

    EventRule {
        requireNonNull(bus, "bus is null");
        requireNonNull(name, "name is null");
    }

    /** @param bus name or ARN of the event bus; none for the default one */
    static EventRule of(@Nullable String bus, @Nullable String name) {
        return new EventRule(nameOf(bus), String.valueOf(name));
    }

    static String nameOf(@Nullable String bus) {
        if (bus == null) {
            return DEFAULT_BUS;
        }
        int inArn = bus.indexOf(BUS_IN_ARN);
        return inArn < 0 ? bus : bus.substring(inArn + BUS_IN_ARN.length());
    }

    String arn(AwsScope scope) {
        return scope.arn("events", bus.equals(DEFAULT_BUS) ? "rule/" + name : "rule/%s/%s".formatted(bus, name));
    }
}
