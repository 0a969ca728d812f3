package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    private static final String UPGRADE = "GET /chat HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final TestTarget a = new TestTarget("a", UpgradeTest::echo);
    private final TestTarget b = new TestTarget("b");
    private final TestBalancer balancer = new TestBalancer(a);
    private TestClient client;

    /** Switches protocols and then sends back what it gets, and a goodbye in the end. */
    private static boolean echo(Message request, TestTarget.Connection connection) throws IOException {
        if (!request.header("Connection").equalsIgnoreCase("upgrade")) {
            return connection.say("no upgrade");
        }
        connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: x\r\n\r\nhello");
        if (request.target().equals("/flood")) {
            connection.out().write(new byte[16 * 1024 * 1024]);
            return false;
        }
        connection.in().transferTo(connection.out());
        connection.write("goodbye");
        return false;
    }

    @BeforeEach
    void connect() throws IOException {
        client = balancer.connect();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        a.close();
        b.close();
        balancer.close();
    }

    private void upgrade() throws IOException {
        client.send(UPGRADE + "early");
        Message answer = Message.readHead(client.in());
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Upgrade")).isEqualTo("websocket");
        assertThat(answer.header("Connection")).isEqualTo("upgrade");
        assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo("x");
        assertThat(Message.readExactly(client.in(), 10)).asString().isEqualTo("helloearly");
    }

    private void exchange(int length) throws IOException {
        byte[] frame = new byte[length];
        new Random(length).nextBytes(frame);
        client.send(frame);
        assertThat(Message.readExactly(client.in(), length)).isEqualTo(frame);
    }

    @Test
    void frames_of_any_size_pass_both_ways_also_after_a_silence_and_a_toggle() throws IOException {
        upgrade();
        exchange(2);
        exchange(300);
        exchange(70_000);

        balancer.targets(b);
        assertThat(balancer.get("/").text()).isEqualTo("b");
        Silence.of(Duration.ofMillis(300));

        exchange(2);
        exchange(70_000);
        assertThat(balancer.pool().inFlight(a.target())).isEqualTo(1);
        client.close();
        await().until(() -> balancer.pool().inFlight(a.target()) == 0);
    }

    @Test
    void a_target_that_is_killed_ends_the_client_at_once() throws IOException {
        upgrade();

        a.kill();

        assertThat(client.seesTheEnd()).isTrue();
    }

    @Test
    void a_target_that_is_given_up_ends_the_client_at_once() throws IOException {
        upgrade();

        balancer.targets(b);
        balancer.pool().cut(a.target());

        assertThat(client.seesTheEnd()).isTrue();
    }

    @Test
    void a_client_that_stops_sending_still_gets_the_rest() throws IOException {
        upgrade();

        client.socket().shutdownOutput();

        assertThat(client.in().readAllBytes()).asString().isEqualTo("goodbye");
        await().until(() -> balancer.pool().inFlight(a.target()) == 0);
    }

    @Test
    void a_client_that_leaves_ends_the_target() throws IOException {
        upgrade();

        client.close();

        await().until(() -> a.openConnections() == 0);
    }

    @Test
    void a_silence_longer_than_the_idle_timeout_ends_both() throws IOException {
        balancer.withIdleTimeout(Duration.ofMillis(500));
        upgrade();

        assertThat(client.seesTheEnd()).isTrue();
        await().until(() -> a.openConnections() == 0);
    }

    @Test
    void a_client_that_reads_nothing_is_given_up_even_after_its_target_is_gone() throws IOException {
        balancer.withIdleTimeout(Duration.ofSeconds(1));
        client.send(UPGRADE.replace("/chat", "/flood"));
        await().during(Duration.ofMillis(200)).until(() -> balancer.proxy().bytesInUse() > 32 * 1024);

        a.kill();

        await().until(() -> balancer.listener().counts().activeConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: h2c\r\n", "Upgrade: websocket\r\nContent-Length: 1\r\n", ""})
    void an_upgrade_that_targets_must_not_see_is_an_ordinary_request(String headers) throws IOException {
        client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\n" + headers + "\r\nx");

        assertThat(client.answer().text()).isEqualTo("no upgrade");
        assertThat(a.lastRequest().hasHeader("Upgrade")).isFalse();
    }

    @Test
    void a_target_that_does_not_upgrade_gives_an_ordinary_answer() throws IOException {
        balancer.targets(b);

        assertThat(client.send(UPGRADE).answer().text()).isEqualTo("b");
        assertThat(b.lastRequest().header("Upgrade")).isEqualTo("websocket");
        assertThat(client.get("/").text()).isEqualTo("b");
    }
}
