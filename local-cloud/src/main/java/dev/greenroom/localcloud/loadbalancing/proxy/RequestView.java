package dev.greenroom.localcloud.loadbalancing.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** A request as rules and redirects see it: its line and headers taken apart. */
final class RequestView {
    private final RequestHead head;
    private final InetAddress client;
    private final String authority;
    private final String path;
    private final String query;

    RequestView(RequestHead head, InetAddress client) {
        this.head = head;
        this.client = client;
        String target = head.line().target();
        int schemeEnd = target.startsWith("/") ? -1 : target.indexOf("://");
        String local = target;
        if (schemeEnd >= 0) {
            int pathStart = target.indexOf('/', schemeEnd + 3);
            authority = pathStart < 0 ? target.substring(schemeEnd + 3) : target.substring(schemeEnd + 3, pathStart);
            local = pathStart < 0 ? "/" : target.substring(pathStart);
        } else {
            List<String> hosts = head.fields().values(HeaderName.HOST);
            authority = hosts.isEmpty() ? "" : hosts.get(0);
        }
        int queryStart = local.indexOf('?');
        path = queryStart < 0 ? local : local.substring(0, queryStart);
        query = queryStart < 0 ? "" : local.substring(queryStart + 1);
    }

    String method() {
        return head.line().method();
    }

    /** The host without its port, in lower case. */
    String host() {
        int portStart = authority.lastIndexOf(':');
        boolean hasPort = portStart > authority.lastIndexOf(']');
        return (hasPort ? authority.substring(0, portStart) : authority).toLowerCase(Locale.ROOT);
    }

    String path() {
        return path;
    }

    /** Without the question mark; empty when there is none. */
    String query() {
        return query;
    }

    List<String> header(String name) {
        return head.fields().values(name);
    }

    InetAddress client() {
        return client;
    }
}
