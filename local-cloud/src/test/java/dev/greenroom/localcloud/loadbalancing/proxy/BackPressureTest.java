package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackPressureTest {
    private static final int SIZE = 64 * 1024 * 1024;
    private static final int PIECE = 64 * 1024;

    /** What a connection may hold back: a full write buffer and one more piece, each in a buffer that is a bit larger. */
    private static final long PER_CONNECTION = 512 * 1024;

    private final AtomicLong moved = new AtomicLong();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final TestTarget target = TestTarget.ofHeads("a", this::answer);
    private final TestBalancer balancer = new TestBalancer(target);
    private final List<TestClient> clients = new ArrayList<>();

    private boolean answer(Message request, TestTarget.Connection connection) throws IOException {
        if (request.method().equals("POST")) {
            await().forever().until(() -> reading.getCount() == 0);
            connection.in().skipNBytes(SIZE);
            return connection.say("read");
        }
        String ending = request.target().equals("/closing") ? "Connection: close\r\n" : "";
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n" + ending + "\r\n");
        sendAll(connection.out());
        return ending.isEmpty();
    }

    private void sendAll(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int sent = 0; sent < SIZE; sent += PIECE) {
            out.write(piece);
            moved.addAndGet(PIECE);
        }
    }

    private void awaitStandstill() {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(150)).until(() -> last.getAndSet(moved.get()) == moved.get());
    }

    @AfterEach
    void close() throws IOException {
        reading.countDown();
        for (TestClient client : clients) {
            client.close();
        }
        target.close();
        balancer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lasting", "/closing"})
    void sixteen_slow_readers_of_64_MiB_do_not_fill_the_memory(String path) throws IOException {
        for (int i = 0; i < 16; i++) {
            TestClient client = balancer.connect();
            clients.add(client);
            client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
        }
        await().until(() -> target.requests().size() == 16);
        awaitStandstill();

        assertThat(balancer.proxy().bytesInUse()).isLessThan(16 * PER_CONNECTION);
        assertThat(moved.get()).isLessThan(16L * SIZE / 2);

        assertThat(clients.get(0).answer().body()).hasSize(SIZE);
    }

    @Test
    void eight_uploads_of_64_MiB_to_a_slow_target_do_not_fill_the_memory() throws IOException {
        for (int i = 0; i < 8; i++) {
            TestClient client = balancer.connect();
            clients.add(client);
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + SIZE + "\r\n\r\n");
            Thread upload = new Thread(() -> upload(client), "upload-" + i);
            upload.setDaemon(true);
            upload.start();
        }
        await().until(() -> target.requests().size() == 8);
        awaitStandstill();

        assertThat(balancer.proxy().bytesInUse()).isLessThan(8 * PER_CONNECTION);
        assertThat(moved.get()).isLessThan(8L * SIZE / 2);

        reading.countDown();
        assertThat(clients.get(0).answer().text()).isEqualTo("read");
    }

    private void upload(TestClient client) {
        try {
            sendAll(client.socket().getOutputStream());
        } catch (IOException e) {
            moved.incrementAndGet();
        }
    }
}
