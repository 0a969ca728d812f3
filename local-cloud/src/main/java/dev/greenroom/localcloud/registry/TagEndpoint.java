package dev.greenroom.localcloud.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v2/NAME/tags/list}, in pages by {@code n} and {@code last}. */
final class TagEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    void list(Repository repository, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw DistributionException.methodNotAllowed(request.getMethod(), request.getRequestURI());
        }
        String last = Optional.ofNullable(request.getParameter("last")).orElse("");
        List<String> rest = repository.tags().stream()
                .filter(tag -> tag.compareTo(last) > 0)
                .toList();
        int count = Math.min(rest.size(), wanted(request));
        if (count > 0 && count < rest.size()) {
            response.setHeader(
                    "Link",
                    "</v2/%s/tags/list?n=%d&last=%s>; rel=\"next\""
                            .formatted(repository.name(), count, rest.get(count - 1)));
        }
        response.setContentType("application/json");
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(Map.of("name", repository.name(), "tags", rest.subList(0, count))));
    }

    private static int wanted(HttpServletRequest request) throws DistributionException {
        String text = request.getParameter("n");
        try {
            return text == null ? Integer.MAX_VALUE : Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new DistributionException(400, "PAGINATION_NUMBER_INVALID", "n=%s is not a number".formatted(text));
        }
    }
}
