package dev.greenroom.acceptance.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads requests and answers each with exactly the bytes that the script says, be they HTTP or not. */
final class ScriptedServer implements AutoCloseable {
    /** Answers that close the connection instead of going on. */
    static final String HANG_UP = "";

    private final ServerSocket socket;
    private final UnaryOperator<String> script;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());

    private ScriptedServer(ServerSocket socket, UnaryOperator<String> script) {
        this.socket = socket;
        this.script = script;
    }

    /** @param script from a request's head and body to the answer */
    static ScriptedServer start(UnaryOperator<String> script) throws IOException {
        var server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        server.thread("scripted-server", server::accept);
        return server;
    }

    static String answer(int status, String release, String body) {
        return "HTTP/1.1 %d Whatever\r\nServer: greenroom-service/%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, release, body.length(), body);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var connection : List.copyOf(connections)) {
            connection.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            var connection = socket.accept();
            connections.add(connection);
            thread("scripted-connection", () -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            var in = connection.getInputStream();
            for (var request = request(in); !request.isEmpty(); request = request(in)) {
                requests.add(request);
                var answer = script.apply(request);
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.equals(HANG_UP) || request.contains("Connection: close")) {
                    return;
                }
            }
        }
    }

    /** Empty at the end of the connection. */
    private static String request(InputStream in) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            request.append((char) next);
        }
        var length = request.toString().replaceAll("(?s).*Content-Length: (\\d+).*|.*", "$1");
        return length.isEmpty()
                ? request.toString()
                : request + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private void thread(String name, Work work) {
        var thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }
}
