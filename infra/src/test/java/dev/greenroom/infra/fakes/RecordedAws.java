package dev.greenroom.infra.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The clients that go to AWS itself, whose requests are made, signed and sent as for AWS, but to a server here; what the
 * fakes say is what they get back.
 */
public final class RecordedAws implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Recorder recorder;
    private final AwsClients clients;

    public RecordedAws(FakeAws answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", RecordedAws::answerNothing);
        server.start();
        recorder = new Recorder(answers, server.getAddress().getPort());
        var caller = StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret"));
        clients = AwsClients.of(new AwsAccess(null, Region.EU_CENTRAL_1, caller).with(recorder));
    }

    public AwsClients clients() {
        return clients;
    }

    public Recorder recorder() {
        return recorder;
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
        threads.shutdown();
    }

    /** The smallest answer that the client can read. */
    private static void answerNothing(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var body = (type.contains("json") ? "{}" : "<Nothing/>").getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
