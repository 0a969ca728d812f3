package dev.greenroom.localcloud.loadbalancing.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A target that runs in the test: real sockets, a thread for each connection, and the manners a test gives it. */
final class TestTarget implements AutoCloseable {
    /** Answers a request; false ends the connection. */
    @FunctionalInterface
    interface Manners {
        boolean answer(Message request, Socket connection) throws IOException;
    }

    private final String name;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Manners manners;
    private volatile boolean stopping;

    TestTarget(String name) {
        this(name, 0, (request, connection) -> say(connection, name));
    }

    TestTarget(String name, Manners manners) {
        this(name, 0, manners);
    }

    TestTarget(String name, int port, Manners manners) {
        this.name = name;
        this.manners = manners;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    private void start(String role, Runnable work) {
        Thread thread = new Thread(work, "target-" + name + "-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                accepted.incrementAndGet();
                connections.add(connection);
                start("connection", () -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new java.io.BufferedInputStream(connection.getInputStream(), 64 * 1024);
            boolean goesOn = true;
            while (goesOn) {
                Message request = Message.readRequest(in);
                busy.incrementAndGet();
                requests.incrementAndGet();
                goesOn = manners.answer(request, connection) && !stopping;
                busy.decrementAndGet();
            }
        } catch (IOException e) {
            // the other side ended the connection, or the test did
        } finally {
            connections.remove(connection);
        }
    }

    /** Answers 200 with a text. */
    static boolean say(Socket connection, String text) throws IOException {
        return write(connection, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(text.length(), text));
    }

    static boolean write(Socket connection, String bytes) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Target target() {
        return new Target(name, (InetSocketAddress) server.getLocalSocketAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    int requests() {
        return requests.get();
    }

    int openConnections() {
        return connections.size();
    }

    void manners(Manners newManners) {
        manners = newManners;
    }

    /** Ends as a server does on SIGTERM: takes no connections, closes idle ones, finishes what it has. */
    void terminate() throws IOException {
        stopping = true;
        server.close();
        for (Socket connection : connections) {
            if (busy.get() == 0) {
                connection.close();
            }
        }
    }

    /** Ends as a process does on SIGKILL, with resets. */
    void kill() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
