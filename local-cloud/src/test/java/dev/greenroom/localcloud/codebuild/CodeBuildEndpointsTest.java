package dev.greenroom.localcloud.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.codebuild.build.BuildPace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StatusType;

class CodeBuildEndpointsTest {
    @TempDir
    Path folder;

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private CodeBuildFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new CodeBuildFixture(folder.resolve("builds"), BuildPace.USUAL, server::getURI);
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(fixture.codeBuild.endpoints()), "/_greenroom/codebuild/eu-west-1/*");
        server.setHandler(handler);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        fixture.close();
    }

    @Test
    void commands_fetch_the_credentials_of_their_role_as_long_as_the_build_runs() throws Exception {
        Path go = folder.resolve("go");
        fixture.codeBuild.createProject(
                CodeBuildFixture.project("""
                    version: 0.2
                    phases:
                      build:
                        commands:
                          - echo "at $AWS_CONTAINER_CREDENTIALS_FULL_URI"
                          - while [ ! -e '%s' ]; do sleep 0.1; done
                    """.formatted(go)).build());
        Build build = fixture.start(start -> {});
        await().atMost(CodeBuildFixture.PATIENCE)
                .until(() -> fixture.log(build).lines().anyMatch(line -> line.startsWith("at http")));
        URI address = fixture.log(build)
                .lines()
                .filter(line -> line.startsWith("at http"))
                .map(line -> URI.create(line.substring(3)))
                .findFirst()
                .orElseThrow();

        JsonNode credentials = new ObjectMapper().readTree(get(address).body());

        assertThat(credentials.get("RoleArn").asText()).isEqualTo(FakeAws.ROLE);
        assertThat(credentials.get("AccessKeyId").asText()).isEqualTo("AKID");
        assertThat(credentials.get("SecretAccessKey").asText()).isEqualTo("secret");
        assertThat(credentials.get("Token").asText()).isEqualTo("token");
        assertThat(get(address.resolve("other")).statusCode()).isEqualTo(404);
        assertThat(get(address.resolve("../nothing")).statusCode()).isEqualTo(404);

        Files.createFile(go);
        assertThat(fixture.finished(build).buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(get(address).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
