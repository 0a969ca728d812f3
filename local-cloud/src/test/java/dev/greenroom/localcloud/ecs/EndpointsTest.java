package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.ecs.FakeTaskRuntime.FakeContainer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

class EndpointsTest {
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final EcsFixture fixture = new EcsFixture(server::getURI);

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(fixture.ecs.endpoints()), "/_greenroom/ecs/eu-west-1/*");
        server.setHandler(handler);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        fixture.close();
    }

    @Test
    void a_container_fetches_the_credentials_of_its_task_role() throws Exception {
        Task task = fixture.run(fixture.defineWith(definition -> definition.taskRoleArn(FakeAws.ROLE)));
        fixture.awaitStatus(task, "RUNNING");
        String uri = environment("AWS_CONTAINER_CREDENTIALS_FULL_URI");

        JsonNode credentials = get(uri);

        assertThat(credentials.get("RoleArn").asText()).isEqualTo(FakeAws.ROLE);
        assertThat(credentials.get("AccessKeyId").asText()).isEqualTo("AKID");
        assertThat(credentials.get("SecretAccessKey").asText()).isEqualTo("secret");
        assertThat(credentials.get("Token").asText()).isEqualTo("token");
        assertThat(credentials.get("Expiration").asText()).endsWith("Z");
        String taskId = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        assertThat(fixture.aws.sessions.assumed()).containsExactly(FakeAws.ROLE + " as " + taskId);

        fixture.ecs.stopTask(stop -> stop.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        fixture.awaitStatus(task, "STOPPED");
        assertThat(status(uri)).isEqualTo(404);
    }

    @Test
    void a_container_without_a_task_role_has_no_credentials() {
        fixture.run(fixture.define(app -> {}));

        assertThat(fixture.awaitContainer("app").spec().environment())
                .doesNotContainKey("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    }

    @Test
    void a_container_reads_what_it_is_and_what_task_it_is_in() throws Exception {
        Task task = fixture.run(fixture.define(app -> {}));
        fixture.awaitStatus(task, "RUNNING");
        String uri = environment("ECS_CONTAINER_METADATA_URI_V4");

        JsonNode container = get(uri);
        assertThat(container.get("Name").asText()).isEqualTo("app");
        assertThat(container.get("KnownStatus").asText()).isEqualTo("RUNNING");
        assertThat(container.at("/Networks/0/IPv4Addresses/0").asText()).startsWith("172.31.16.");

        JsonNode whole = get(uri + "/task");
        assertThat(whole.get("TaskARN").asText()).isEqualTo(task.taskArn());
        assertThat(whole.get("Family").asText()).isEqualTo("app");
        assertThat(whole.get("Revision").asText()).isEqualTo("1");
        assertThat(whole.at("/Limits/CPU").asDouble()).isEqualTo(0.25);
        assertThat(whole.at("/Containers/0/Image").asText()).isEqualTo(EcsFixture.IMAGE);
        assertThat(get(uri + "/taskWithTags").has("TaskTags")).isTrue();
    }

    @Test
    void what_is_not_known_is_not_found() throws Exception {
        Task task = fixture.run(fixture.define(app -> {}));
        fixture.awaitStatus(task, "RUNNING");
        String base = server.getURI() + "_greenroom/ecs/eu-west-1";

        assertThat(status(base)).isEqualTo(404);
        assertThat(status(base + "/v4/unknown")).isEqualTo(404);
        assertThat(status(base + "/credentials/unknown")).isEqualTo(404);
        assertThat(status(environment("ECS_CONTAINER_METADATA_URI_V4") + "/stats"))
                .isEqualTo(404);
    }

    private String environment(String name) {
        FakeContainer app = fixture.awaitContainer("app");
        return app.spec().environment().get(name);
    }

    private static JsonNode get(String uri) throws Exception {
        HttpResponse<String> response = send(uri);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static int status(String uri) throws Exception {
        return send(uri).statusCode();
    }

    private static HttpResponse<String> send(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
