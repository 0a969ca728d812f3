package dev.greenroom.localcloud.loadbalancing;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import java.util.List;

/** Refuses properties that AWS knows and this load balancer does not, rather than ignoring them. */
final class NotEmulated {
    private NotEmulated() {}

    static Properties check(Properties properties, List<String> notEmulated) {
        for (String name : notEmulated) {
            if (properties.has(name)) {
                throw new ResourceFailedException(
                        "InvalidRequest",
                        "The property {/%s} is not emulated by the local load balancer".formatted(name));
            }
        }
        return properties;
    }
}
