package dev.greenroom.localcloud.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.http.HttpHeader;

/** Forwards requests to LocalStack as they come, and its answers as they are; bodies are streamed. */
final class LocalStackProxy extends AsyncProxyServlet {
    /** The server's threads are enough; what takes long, as a long poll does, may. */
    static final Map<String, String> SETTINGS =
            Map.of("maxThreads", "-", "preserveHost", "true", "timeout", "0", "idleTimeout", "900000");

    private static final long serialVersionUID = 1L;
    private static final int MAX_CONNECTIONS = 256;
    private static final String BODY = LocalStackProxy.class.getName() + ".body";
    private static final String UNAVAILABLE = "LocalStack, which stands for %s here, can't be reached: %s. "
            + "Its log under .greenroom/ says why; start the local cloud again.";

    /** What clients should have encoded, but some do not. */
    private static final Pattern NOT_OF_A_URI = Pattern.compile("[^A-Za-z0-9!$&'()*+,/:;=?@~._%-]|%(?![0-9A-Fa-f]{2})");

    /** LocalStack hangs up on connections that were idle for 5 s; no request must meet it while it does. */
    private static final Duration CONNECTION_LIFE = Duration.ofSeconds(3);

    private final transient Supplier<URI> localStack;

    /** @param localStack where it is; throws {@link IllegalStateException} while it does not run */
    LocalStackProxy(Supplier<URI> localStack) {
        this.localStack = localStack;
    }

    /** Keeps for forwarding what was read already. */
    static void keepBody(HttpServletRequest request, byte[] body) {
        request.setAttribute(BODY, body);
    }

    @Override
    protected HttpClient newHttpClient() {
        var transport = new HttpClientTransportOverHTTP(1);
        transport.setConnectionPoolFactory(destination -> {
            var pool = new DuplexConnectionPool(destination, MAX_CONNECTIONS);
            pool.setMaxDuration(CONNECTION_LIFE.toMillis());
            return pool;
        });
        return new HttpClient(transport);
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String target = NOT_OF_A_URI
                .matcher(request.getRequestURI() + query)
                .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
        try {
            return "http://" + localStack.get().getRawAuthority() + target;
        } catch (IllegalStateException e) {
            return null;
        }
    }

    @Override
    protected void onProxyRewriteFailed(HttpServletRequest request, HttpServletResponse response) {
        sendUnavailable(request, response, "it is not running");
    }

    /** The gateway itself tells the client to continue, when it reads the body. */
    @Override
    protected boolean expects100Continue(HttpServletRequest request) {
        return false;
    }

    @Override
    protected void copyRequestHeaders(HttpServletRequest request, Request proxyRequest) {
        super.copyRequestHeaders(request, proxyRequest);
        proxyRequest.headers(headers -> headers.remove(HttpHeader.EXPECT));
    }

    /** Leaves no trace: LocalStack makes URLs from what it is told about the client. */
    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request proxyRequest) {}

    @Override
    protected Request.Content proxyRequestContent(
            HttpServletRequest request, HttpServletResponse response, Request proxyRequest) throws IOException {
        return request.getAttribute(BODY) instanceof byte[] body
                ? new BytesRequestContent(body)
                : super.proxyRequestContent(request, response, proxyRequest);
    }

    @Override
    protected void onProxyResponseFailure(
            HttpServletRequest request, HttpServletResponse response, Response serverResponse, Throwable failure) {
        if (failure instanceof ConnectException) {
            sendUnavailable(request, response, failure.getMessage());
            request.getAsyncContext().complete();
        } else {
            super.onProxyResponseFailure(request, response, serverResponse, failure);
        }
    }

    /** LocalStack was there, but broke off. Where an answer has begun, the client has to see that it ends too early. */
    @Override
    protected void sendProxyResponseError(HttpServletRequest request, HttpServletResponse response, int status) {
        if (response.isCommitted()) {
            super.sendProxyResponseError(request, response, status);
            return;
        }
        response.reset();
        String message = "LocalStack broke off before it answered. Its log under .greenroom/ says why.";
        send(status, "LocalStackFailure", message, request, response);
        request.getAsyncContext().complete();
    }

    private static void sendUnavailable(HttpServletRequest request, HttpServletResponse response, String reason) {
        String service = Caller.of(request).map(Caller::service).orElse("this request");
        String message = UNAVAILABLE.formatted(service, reason);
        send(503, "ServiceUnavailable", message, request, response);
    }

    private static void send(
            int status, String code, String message, HttpServletRequest request, HttpServletResponse response) {
        try {
            Exchanges.sendError(status, code, message, request, response);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to say what is wrong with LocalStack", e);
        }
    }
}
