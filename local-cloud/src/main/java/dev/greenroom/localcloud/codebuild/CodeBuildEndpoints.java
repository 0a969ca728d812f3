package dev.greenroom.localcloud.codebuild;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.RoleSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** What the commands of a build ask CodeBuild for: {@code /credentials/TOKEN}, those of the build's role. */
final class CodeBuildEndpoints extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient RoleSessions sessions;

    CodeBuildEndpoints(RoleSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = String.valueOf(request.getPathInfo()).split("/");
        try {
            Optional<Map<String, Object>> found =
                    path.length == 3 && path[1].equals("credentials") ? sessions.find(path[2]) : Optional.empty();
            if (found.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType("application/json");
            response.getOutputStream().write(JSON.writeValueAsBytes(found.get()));
        } catch (SdkException e) {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e.getMessage());
        }
    }
}
