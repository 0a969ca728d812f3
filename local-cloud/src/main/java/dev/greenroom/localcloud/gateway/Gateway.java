package dev.greenroom.localcloud.gateway;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one port of the local cloud, on the loopback interface unless told otherwise. What is asked of an emulated service
 * is answered here, the rest is forwarded to LocalStack. Closing it leaves the services behind it as they are.
 */
public final class Gateway implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;
    private static final int MAX_HEADERS = 64 << 10;
    private static final long MAX_POOLED_BYTES = 8 << 20;
    private static final int IDLE_TIMEOUT_MILLIS = 900_000;

    private final Server server;
    private final ServerConnector connector;

    private Gateway(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Opens the gateway on the loopback interface. */
    public static Gateway start(
            int port, List<EmulatedService> services, Map<String, HttpServlet> paths, Supplier<URI> localStack)
            throws IOException {
        return start(InetAddress.getLoopbackAddress(), port, services, paths, localStack);
    }

    /**
     * Opens the gateway.
     *
     * @param address of the interface that it listens on
     * @param port 0 for a free one
     * @param services that are emulated
     * @param paths servlets for unsigned requests, by path: {@code /v2/*}
     * @param localStack where LocalStack is; asked at each request, throws {@link IllegalStateException} while it
     *     doesn't run
     * @throws BindException when the port can't be had: why, and what to do
     */
    public static Gateway start(
            InetAddress address,
            int port,
            List<EmulatedService> services,
            Map<String, HttpServlet> paths,
            Supplier<URI> localStack)
            throws IOException {
        List<ServiceHost> hosts = services.stream().map(ServiceHost::new).toList();
        Server server = server();
        ServerConnector connector = connector(server, address, port);
        try {
            connector.open();
        } catch (IOException e) {
            throw Ports.explain(port, e);
        }
        server.setHandler(new FrontDoor(paths(paths, new Health(hosts, localStack)), aws(server, hosts, localStack)));
        var gateway = new Gateway(server, connector);
        try {
            server.start();
        } catch (Exception e) {
            gateway.close();
            throw new IOException("Tried to start the gateway on port %d but %s".formatted(port, e), e);
        }
        return gateway;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** {@code http://localhost:PORT}: the endpoint of every service. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port());
    }

    /** {@code localhost:PORT}: what LocalStack has to put into the URLs that it hands out, so that they lead here. */
    public String publicHost() {
        return endpoint().getAuthority();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Tried to stop the gateway but " + e, e);
        }
        server.destroy();
    }

    private static Server server() {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("gateway");
        return new Server(threads, null, new ArrayByteBufferPool(0, -1, -1, -1, MAX_POOLED_BYTES, MAX_POOLED_BYTES));
    }

    private static ServerConnector connector(Server server, InetAddress address, int port) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(MAX_HEADERS);
        configuration.setResponseHeaderSize(MAX_HEADERS);
        configuration.setOutputAggregationSize(0);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        server.addConnector(connector);
        return connector;
    }

    private static ServletContextHandler paths(Map<String, HttpServlet> paths, Health health) {
        ServletContextHandler context = context();
        context.getServletHandler().setEnsureDefaultServlet(false);
        context.addServlet(new ServletHolder(health), "/_greenroom/health");
        paths.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
        return context;
    }

    private static ServletContextHandler aws(Server server, List<ServiceHost> hosts, Supplier<URI> localStack) {
        ServletContextHandler context = context();
        var proxy = new ServletHolder(new LocalStackProxy(localStack));
        proxy.setInitParameters(LocalStackProxy.SETTINGS);
        proxy.setAsyncSupported(true);
        var emulated = new FilterHolder(new EmulatedServices(hosts));
        emulated.setAsyncSupported(true);
        context.setAttribute("org.eclipse.jetty.server.Executor", server.getThreadPool());
        context.addServlet(proxy, "/*");
        context.addFilter(emulated, "/*", EnumSet.of(DispatcherType.REQUEST));
        return context;
    }

    private static ServletContextHandler context() {
        var context = new ServletContextHandler("/", false, false);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return context;
    }
}
