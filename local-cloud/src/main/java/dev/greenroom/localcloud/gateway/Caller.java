package dev.greenroom.localcloud.gateway;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who signed a request, and for which service and region: the credential scope of its signature. The signature itself
 * is not checked.
 */
public record Caller(String accessKeyId, String region, String service) {
    private static final String ATTRIBUTE = Caller.class.getName();
    static final String DEFAULT_REGION = "us-east-1";

    /** SigV4 has a region between date and service, SigV4a has none. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=(?<key>[^/,]+)/\\d{8}/(?:(?<region>[^/]+)/)?(?<service>[^/]+)/aws4_request");

    public Caller {
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(region, "region is null");
        requireNonNull(service, "service is null");
    }

    /** Who signed this request, if anybody did. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }

    /** Reads the caller from a header or from a signed URL and leaves it with the request. */
    static Optional<Caller> note(Request request) {
        Optional<Caller> caller = Stream.of(request.getHeaders().get(HttpHeader.AUTHORIZATION), query(request))
                .flatMap(Stream::ofNullable)
                .map(CREDENTIAL::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(match -> new Caller(match.group("key"), region(match, request), match.group("service")));
        caller.ifPresent(noted -> request.setAttribute(ATTRIBUTE, noted));
        return caller;
    }

    private static String region(Matcher match, Request request) {
        return Optional.ofNullable(match.group("region"))
                .or(() -> Optional.ofNullable(request.getHeaders().get("X-Amz-Region-Set")))
                .map(regions -> regions.split(",")[0].strip())
                .filter(region -> !region.equals("*"))
                .orElse(DEFAULT_REGION);
    }

    private static String query(Request request) {
        String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
        return query.contains("X-Amz-Credential=") ? query.replace("%2F", "/") : "";
    }
}
