package dev.greenroom.localcloud.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server in the place of LocalStack: keeps what it gets, answers as it is told. */
final class FakeLocalStack implements AutoCloseable {
    /** Answers one request; {@code body} is what came with it. */
    interface Answer {
        void write(InputStream body, Response response, OutputStream out) throws Exception;
    }

    /** What came in, as it stood on the wire. */
    record Received(String method, String target, HttpFields headers) {}

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Server server = new Server(new QueuedThreadPool(10));
    private final URI uri;
    private Answer answer = (body, response, out) -> out.write(body.readAllBytes());

    FakeLocalStack() throws Exception {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        server.addConnector(new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration)));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                received.add(
                        new Received(request.getMethod(), request.getHttpURI().getPathQuery(), request.getHeaders()));
                try (OutputStream out = Content.Sink.asOutputStream(response)) {
                    answer.write(Request.asInputStream(request), response, out);
                }
                callback.succeeded();
                return true;
            }
        });
        server.start();
        uri = URI.create("http://127.0.0.1:" + ((NetworkConnector) server.getConnectors()[0]).getLocalPort());
    }

    void answers(Answer answer) {
        this.answer = answer;
    }

    void answers(String text) {
        answer = (body, response, out) -> {
            body.readAllBytes();
            out.write(text.getBytes(UTF_8));
        };
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
