package dev.greenroom.localcloud.gateway;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * Keeps out what web pages send. Signatures are not checked here, and a browser lets any page that somebody visits send
 * simple requests to the loopback interface, or to a name of the page's own that leads there. So a page may talk to the
 * gateway only when it comes from this machine itself.
 */
final class ForeignPages {
    private static final String LOOPBACK = "(.+\\.)?localhost|127\\.[0-9.]+|\\[::1]";
    private static final Pattern PAGE_OF_THIS_MACHINE = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);

    /** Names that no page can point at this machine: addresses, names without a dot, reserved names, AWS's names. */
    private static final Pattern NAME_NOBODY_CAN_CLAIM = Pattern.compile(
            LOOPBACK + "|[^.]+|[0-9.]+|\\[.*]|.+\\.(internal|localhost\\.localstack\\.cloud|amazonaws\\.com(\\.cn)?)",
            Pattern.CASE_INSENSITIVE);

    private ForeignPages() {}

    /** Why the request is refused, if it is. */
    static Optional<String> objection(Request request) {
        HttpFields headers = request.getHeaders();
        String host = Request.getServerName(request);
        String origin = headers.get("Origin");
        if (host != null && !NAME_NOBODY_CAN_CLAIM.matcher(host).matches()) {
            return Optional.of("The host name %s is none of this machine".formatted(host));
        }
        if (origin != null && !isLocal(origin)) {
            return Optional.of("Web pages of %s may not use this machine's cloud".formatted(origin));
        }
        return "cross-site".equals(headers.get("Sec-Fetch-Site")) && !isLink(request)
                ? Optional.of("Web pages of other sites may not use this machine's cloud")
                : Optional.empty();
    }

    private static boolean isLocal(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && PAGE_OF_THIS_MACHINE.matcher(host).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Somebody followed a link, which may show something but must not do anything. */
    private static boolean isLink(Request request) {
        return "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
                && HttpMethod.GET.is(request.getMethod())
                && !String.valueOf(request.getHttpURI().getQuery()).contains("Action=");
    }
}
