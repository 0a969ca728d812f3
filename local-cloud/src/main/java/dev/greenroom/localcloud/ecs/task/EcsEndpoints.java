package dev.greenroom.localcloud.ecs.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.RoleSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a container asks its own ECS: {@code /credentials/TOKEN} for those of its task role, {@code /v4/CONTAINER} and
 * what follows for its metadata.
 */
final class EcsEndpoints extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient RoleSessions credentials;
    private final transient TaskMetadata metadata;

    EcsEndpoints(RoleSessions credentials, TaskMetadata metadata) {
        this.credentials = credentials;
        this.metadata = metadata;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = String.valueOf(request.getPathInfo()).split("/");
        try {
            Optional<Map<String, Object>> found = path.length < 3
                    ? Optional.empty()
                    : switch (path[1]) {
                        case "credentials" -> credentials.find(path[2]);
                        case "v4" -> metadata.find(path[2], path.length > 3 ? path[3] : "");
                        default -> Optional.empty();
                    };
            answer(response, found);
        } catch (SdkException e) {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e.getMessage());
        }
    }

    private static void answer(HttpServletResponse response, Optional<Map<String, Object>> found) throws IOException {
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(found.get()));
    }
}
