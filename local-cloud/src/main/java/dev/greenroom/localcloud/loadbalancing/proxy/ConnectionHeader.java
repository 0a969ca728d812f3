package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the Connection headers of a message say.
 *
 * @param listedNames headers, in lower case, that are meant for the next hop only
 */
record ConnectionHeader(boolean close, boolean keepAlive, boolean upgrade, Set<String> listedNames) {
    /** What frames and routes a message is no option of a connection. */
    private static final Set<String> NEVER_LISTED = Set.of("", "host", "content-length", "transfer-encoding");

    private static final ConnectionHeader NONE = new ConnectionHeader(false, false, false, Set.of());

    static ConnectionHeader of(HeaderFields fields) {
        if (fields.count(HeaderName.CONNECTION) == 0) {
            return NONE;
        }
        Set<String> options = new HashSet<>();
        for (String value : fields.values(HeaderName.CONNECTION)) {
            for (String option : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                options.add(option.strip());
            }
        }
        boolean close = options.remove("close");
        boolean keepAlive = options.remove("keep-alive");
        boolean upgrade = options.remove("upgrade");
        options.removeAll(NEVER_LISTED);
        return new ConnectionHeader(close, keepAlive, upgrade, options);
    }

    /** Whether the sender takes another message on the connection. */
    boolean keepsAlive(boolean isHttp10) {
        return !close && (keepAlive || !isHttp10);
    }
}
