package dev.greenroom.localcloud.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /v2/NAME/tags/list} and {@code /v2/_catalog}, in pages by {@code n} and {@code last}. */
final class ListEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX = 1000;

    private final Registry registry;

    ListEndpoint(Registry registry) {
        this.registry = registry;
    }

    void tags(Repository repository, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        List<String> tags = page(repository.tags(), request, response);
        write(Map.of("name", repository.name(), "tags", tags), response);
    }

    void repositories(HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        List<String> names =
                registry.repositories().stream().map(Repository::name).sorted().toList();
        write(Map.of("repositories", page(names, request, response)), response);
    }

    /** What follows {@code last}, at most {@code n}; the {@code Link} leads to the rest. */
    private static List<String> page(List<String> sorted, HttpServletRequest request, HttpServletResponse response)
            throws DistributionException {
        requireRead(request);
        String last = Query.parameter(request, "last").orElse("");
        List<String> rest =
                sorted.stream().filter(name -> name.compareTo(last) > 0).toList();
        List<String> page = rest.subList(0, Math.min(rest.size(), wanted(request)));
        if (!page.isEmpty() && page.size() < rest.size()) {
            response.setHeader(
                    "Link",
                    "<%s?n=%d&last=%s>; rel=\"next\""
                            .formatted(request.getRequestURI(), page.size(), page.get(page.size() - 1)));
        }
        return page;
    }

    static void requireRead(HttpServletRequest request) throws DistributionException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw DistributionException.methodNotAllowed(request.getMethod(), request.getRequestURI());
        }
    }

    private static int wanted(HttpServletRequest request) throws DistributionException {
        String text = Query.parameter(request, "n").orElse(String.valueOf(MAX));
        if (!text.matches("\\d+")) {
            throw new DistributionException(400, "PAGINATION_NUMBER_INVALID", "n=%s is not a number".formatted(text));
        }
        if (text.length() > 9 || Integer.parseInt(text) > MAX) {
            throw new DistributionException(405, "UNSUPPORTED", EcrErrors.atMost("maxResults", MAX));
        }
        return Integer.parseInt(text);
    }

    private static void write(Map<String, ?> answer, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(answer));
    }
}
