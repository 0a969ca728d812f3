package dev.greenroom.localcloud.loadbalancing.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A target that runs in the test: real sockets, a thread for each connection, and the manners a test gives it. */
final class TestTarget implements AutoCloseable {
    /** Answers a request; false ends the connection. */
    @FunctionalInterface
    interface Manners {
        boolean answer(Message request, Connection connection) throws IOException;
    }

    private final String name;
    private final ServerSocket server;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Message> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Manners manners;
    private final boolean readsBodies;
    private final Thread acceptor;
    private volatile boolean stopping;

    /** A target that answers everything with its name. */
    TestTarget(String name) {
        this(name, (request, connection) -> connection.say(name));
    }

    TestTarget(String name, Manners manners) {
        this(name, 0, true, manners);
    }

    private TestTarget(String name, int port, boolean readsBodies, Manners manners) {
        this.name = name;
        this.manners = manners;
        this.readsBodies = readsBodies;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = start("acceptor", this::accept);
    }

    /** A target that leaves the body of each request to its manners. */
    static TestTarget ofHeads(String name, Manners manners) {
        return new TestTarget(name, 0, false, manners);
    }

    /** A target that answers everything with its name, on a port of the test's choice. */
    static TestTarget onPort(String name, int port) {
        return new TestTarget(name, port, true, (request, connection) -> connection.say(name));
    }

    private Thread start(String role, Runnable work) {
        Thread thread = new Thread(work, "target-" + name + "-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Connection connection = new Connection(server.accept());
                accepted.incrementAndGet();
                connections.add(connection);
                start("connection", () -> serve(connection));
            }
        } catch (IOException e) {
            stopping = true;
        }
    }

    private void serve(Connection connection) {
        try (Socket socket = connection.socket) {
            boolean goesOn = true;
            while (goesOn) {
                Message request = readsBodies ? Message.readRequest(connection.in) : Message.readHead(connection.in);
                connection.busy = true;
                requests.add(request);
                goesOn = manners.answer(request, connection) && !stopping;
                connection.busy = false;
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            connection.broken = true;
        } finally {
            connections.remove(connection);
        }
    }

    Target target() {
        return new Target(name, (InetSocketAddress) server.getLocalSocketAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections there ever were. */
    int accepted() {
        return accepted.get();
    }

    int openConnections() {
        return connections.size();
    }

    /** How many connections have a whole request that is not answered yet. */
    int busyConnections() {
        return (int) connections.stream().filter(connection -> connection.busy).count();
    }

    List<Message> requests() {
        return requests;
    }

    Message lastRequest() {
        return requests.get(requests.size() - 1);
    }

    private void stopAccepting() throws IOException {
        stopping = true;
        server.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends as a server does on SIGTERM: takes no connections, closes idle ones, finishes what it has. */
    void terminate() throws IOException {
        stopAccepting();
        for (Connection connection : connections) {
            if (!connection.busy) {
                connection.socket.close();
            }
        }
    }

    /** Ends as a process does on SIGKILL: all its sockets are reset. */
    void kill() throws IOException {
        stopAccepting();
        for (Connection connection : connections) {
            connection.reset();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }

    /** A connection to this target. */
    static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private volatile boolean busy;
        private volatile boolean broken;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        }

        InputStream in() {
            return in;
        }

        OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        boolean isBroken() {
            return broken;
        }

        /** Answers 200 with a text. */
        boolean say(String text) throws IOException {
            return write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(text.length(), text));
        }

        boolean write(String text) throws IOException {
            out().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        }

        /** Ends with a reset instead of an orderly end. */
        boolean reset() {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                broken = true;
            }
            return false;
        }
    }
}
