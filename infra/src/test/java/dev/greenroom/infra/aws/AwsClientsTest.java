package dev.greenroom.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class AwsClientsTest {
    private static final Pattern SCOPE = Pattern.compile("Credential=(\\w+)/\\d+/([^/]+)/([^/]+)/");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    AwsClientsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        server.createContext("/", this::refuse);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void send_every_service_to_the_endpoint_in_the_name_of_the_caller() {
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var caller = StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret"));

        try (var aws = AwsClients.of(new AwsAccess(endpoint, Region.EU_CENTRAL_1, caller))) {
            assertThat(aws.ecs()).isSameAs(aws.ecs());
            assertThatExceptionOfType(EcsException.class)
                    .isThrownBy(() -> aws.ecs().listClusters());
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> aws.s3().listObjectVersions(request -> request.bucket("files")));
        }

        assertThat(asked).containsExactly("operator eu-central-1 ecs POST /", "operator eu-central-1 s3 GET /files");
    }

    private void refuse(HttpExchange exchange) throws IOException {
        var scope = SCOPE.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
        assertThat(scope.find()).isTrue();
        asked.add("%s %s %s %s %s"
                .formatted(
                        scope.group(1),
                        scope.group(2),
                        scope.group(3),
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath()));
        exchange.sendResponseHeaders(403, -1);
        exchange.close();
    }
}
