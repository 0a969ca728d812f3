package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OCI distribution endpoints below {@code /v2/}, with ECR's rules: basic authorization with a token of
 * {@code GetAuthorizationToken}, repositories are never made by a push, immutable tags stay.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">distribution specification</a>
 */
public final class DistributionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern ROUTE = Pattern.compile(
            "/v2/(?<name>.+?)/(?<kind>manifests|blobs/uploads|blobs|tags(?=/list$)|referrers)(?:/(?<reference>[^/]*))?");

    private final transient Registry registry;
    private final transient Clock clock;
    private final transient ManifestEndpoint manifests;
    private final transient BlobEndpoint blobs;
    private final transient UploadEndpoint uploads;
    private final transient ListEndpoint lists;

    public DistributionServlet(Registry registry, Clock clock) {
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.manifests = new ManifestEndpoint(clock);
        this.blobs = new BlobEndpoint(registry);
        this.uploads = new UploadEndpoint(registry);
        this.lists = new ListEndpoint(registry);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
        try {
            authorize(request);
            route(request, response);
        } catch (DistributionException e) {
            if (e.status() == 401) {
                response.setHeader(
                        "WWW-Authenticate",
                        "Basic realm=\"http://%s/\",service=\"ecr.amazonaws.com\"".formatted(registry.host()));
            }
            e.write(response);
        }
    }

    private void authorize(HttpServletRequest request) throws DistributionException {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw new DistributionException(401, "UNAUTHORIZED", "Not Authorized");
        }
        if (!registry.tokens().isValid(header.substring(6).strip(), clock.instant())) {
            throw new DistributionException(
                    403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        String path = request.getRequestURI();
        if (path.equals("/v2") || path.equals("/v2/")) {
            response.setContentType("application/json");
            response.getOutputStream().print("{}");
            return;
        }
        if (path.equals("/v2/_catalog")) {
            lists.repositories(request, response);
            return;
        }
        Matcher route = ROUTE.matcher(path);
        if (!route.matches()) {
            throw new DistributionException(404, "UNSUPPORTED", "There is no endpoint " + path);
        }
        Repository repository = repository(route.group("name"));
        String reference = route.group("reference") == null ? "" : route.group("reference");
        switch (route.group("kind")) {
            case "manifests" -> manifests.handle(repository, reference, request, response);
            case "blobs" -> blobs.handle(repository, reference, request, response);
            case "blobs/uploads" -> uploads.handle(repository, reference, request, response);
            case "tags" -> lists.tags(repository, request, response);
            default -> manifests.referrers(repository, reference, request, response);
        }
    }

    private Repository repository(String name) throws DistributionException {
        return registry.repository(name)
                .orElseThrow(() -> new DistributionException(
                        404, "NAME_UNKNOWN", EcrErrors.unknownRepository(name, AwsScope.LOCAL_ACCOUNT)));
    }
}
