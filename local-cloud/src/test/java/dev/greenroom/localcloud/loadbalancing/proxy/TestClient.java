package dev.greenroom.localcloud.loadbalancing.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes exactly the bytes it is told to. */
final class TestClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    TestClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    Message get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: example.com\r\n\r\n").answer();
    }

    Message post(String path, byte[] body) throws IOException {
        send("POST " + path + " HTTP/1.1\r\nHost: example.com\r\nContent-Length: " + body.length + "\r\n\r\n");
        return send(body).answer();
    }

    TestClient send(String bytes) throws IOException {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    TestClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    Message answer() throws IOException {
        return Message.readAnswer(in);
    }

    InputStream in() {
        return in;
    }

    Socket socket() {
        return socket;
    }

    /** Waits for the end of the connection, which must come without another byte. */
    boolean seesTheEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
