package dev.greenroom.localcloud.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads connections from one address to another, byte by byte, each way on a thread of its own. */
final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BACKLOG = 128;
    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    static Relay start(InetSocketAddress from, InetSocketAddress to) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(from, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("Tried to listen on %s but %s".formatted(from, e.getMessage()), e);
        }
        Relay relay = new Relay(listener, to);
        relay.run("relay-" + from.getPort(), relay::accept);
        return relay;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Ends what it relays too. */
    @Override
    public void close() {
        close(listener);
        open.forEach(Relay::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                run("relay-to-" + target.getPort(), () -> lead(client));
            } catch (IOException e) {
                LOG.debug("The relay to {} takes no more", target, e);
            }
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket server = new Socket()) {
            open.add(client);
            server.connect(target, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            run("relay-from-" + target.getPort(), () -> copy(server, client));
            copy(client, server);
        } catch (IOException e) {
            LOG.debug("A connection to {} ended", target, e);
        } finally {
            open.remove(client);
        }
    }

    /** The end of one way is passed on; both end when the other way does too. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.debug("Could not close {}", socket, e);
        }
    }
}
