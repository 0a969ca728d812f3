package dev.greenroom.localcloud.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.gateway.Gateway;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A registry behind a gateway, with one repository: {@code shop/service}. */
final class ServedRegistry implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Registry registry;
    private final Ecr ecr;
    private final Gateway gateway;

    ServedRegistry(Path folder) throws IOException {
        registry = new Registry(folder, this::host);
        ecr = new Ecr(new AwsScope("000000000000", "eu-west-1"), registry, Clock.systemUTC());
        gateway = Gateway.start(
                0, List.of(), Map.of("/v2/*", new DistributionServlet(registry, Clock.systemUTC())), () -> {
                    throw new IllegalStateException("there is no LocalStack");
                });
        ecr.createRepository(create -> create.repositoryName("shop/service"));
    }

    Registry registry() {
        return registry;
    }

    Ecr ecr() {
        return ecr;
    }

    String host() {
        return gateway.publicHost();
    }

    String token() {
        return ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, "");
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    HttpRequest request(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://" + host() + path))
                .method(method, BodyPublishers.ofString(body))
                .setHeader("Authorization", "Basic " + token());
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    HttpClient http() {
        return http;
    }

    /** Pushes a blob; tells its digest. */
    String upload(String repository, String content) throws IOException, InterruptedException {
        String digest = Digests.of(content.getBytes(UTF_8));
        send("POST", "/v2/%s/blobs/uploads/?digest=%s".formatted(repository, digest), content);
        return digest;
    }

    /** For a sender that breaks off. */
    Socket connect() throws IOException {
        return new Socket("localhost", gateway.port());
    }

    static Consumer<HttpResponse<String>> refused(int status, String code) {
        return answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body()).startsWith("{\"errors\":[{").contains("\"code\":\"%s\"".formatted(code));
        };
    }

    @Override
    public void close() {
        gateway.close();
    }
}
