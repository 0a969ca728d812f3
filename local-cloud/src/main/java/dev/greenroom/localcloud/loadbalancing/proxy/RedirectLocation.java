package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills AWS's placeholders of a redirect from the request it answers. */
final class RedirectLocation {
    private static final Pattern PLACEHOLDER = Pattern.compile("#\\{(protocol|host|port|path|query)}");

    private RedirectLocation() {}

    static String of(Action.Redirect redirect, RequestView request, ListenerConfig config) {
        String protocol = fill(redirect.protocol(), request, config).toLowerCase(Locale.ROOT);
        String host = fill(redirect.host(), request, config);
        String port = fill(redirect.port(), request, config);
        String path = fill(redirect.path(), request, config);
        String query = fill(redirect.query(), request, config);
        return protocol + "://" + host + ":" + port + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String fill(String template, RequestView request, ListenerConfig config) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "protocol" -> config.protocol();
                            case "host" -> request.host();
                            case "port" -> Integer.toString(config.port());
                            case "path" -> request.path().substring(1);
                            default -> request.query();
                        }));
    }
}
