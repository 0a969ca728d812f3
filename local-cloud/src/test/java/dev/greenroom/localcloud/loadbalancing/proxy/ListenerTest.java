package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {
    private final CountDownLatch released = new CountDownLatch(1);
    private final TestTarget target = new TestTarget("a", this::answer);
    private final TestBalancer balancer = new TestBalancer(target);

    private boolean answer(Message request, TestTarget.Connection connection) throws IOException {
        if (request.target().equals("/slow")) {
            await().until(() -> released.getCount() == 0);
        }
        return connection.say("a");
    }

    @AfterEach
    void close() throws IOException {
        released.countDown();
        target.close();
        balancer.close();
    }

    @Test
    void forty_of_them_open_and_close_under_traffic_and_their_ports_are_free_again() throws IOException {
        try (Load load = Load.of(balancer, 4, Load.GET)) {
            for (int i = 0; i < 40; i++) {
                Listener listener = balancer.listen();
                try (TestClient client = new TestClient(listener.address())) {
                    assertThat(client.get("/").text()).isEqualTo("a");
                    listener.close();
                    assertThat(client.seesTheEnd()).isTrue();
                }
                assertThatThrownBy(() -> new TestClient(listener.address())).isInstanceOf(IOException.class);
                try (Listener again = balancer.proxy()
                                .listen(
                                        listener.address(),
                                        ListenerConfig.http(80, Action.Forward.to(balancer.pool())));
                        TestClient client = new TestClient(again.address())) {
                    assertThat(again.address()).isEqualTo(listener.address());
                    assertThat(client.get("/").text()).isEqualTo("a");
                }
            }
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void requests_in_flight_finish_when_it_closes() throws IOException {
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(balancer.connect().send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n"));
        }
        await().until(() -> target.requests().size() == 8);

        balancer.listener().close();
        released.countDown();

        for (TestClient client : clients) {
            try (client) {
                Message answer = client.answer();
                assertThat(answer.text()).isEqualTo("a");
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(client.seesTheEnd()).isTrue();
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_refused_with_the_reason() {
        InetSocketAddress taken = balancer.address();

        assertThatThrownBy(() ->
                        balancer.proxy().listen(taken, ListenerConfig.http(80, Action.Forward.to(balancer.pool()))))
                .isInstanceOf(BindException.class)
                .hasMessage("Tried to listen on 127.0.0.1:%d but the port is taken", taken.getPort());
    }

    @Test
    void a_port_that_the_user_may_not_bind_is_refused_with_the_reason_and_the_cure() {
        InetSocketAddress privileged = new InetSocketAddress("127.0.0.1", 80);

        assertThat(Proxy.notBound(privileged, new IOException("bind(..) failed: Permission denied")))
                .hasMessage(
                        "Tried to listen on 127.0.0.1:80 but this user may not bind a port below 1024; take a higher "
                                + "one, or allow it with: sudo sysctl net.ipv4.ip_unprivileged_port_start=80");
    }

    @Test
    void counts_what_happened() throws IOException {
        try (TestClient client = balancer.connect()) {
            client.get("/");
            client.get("/");
            balancer.targets();
            client.get("/");

            assertThat(balancer.listener().counts())
                    .isEqualTo(new ListenerCounts(1, 1, 3, new AnswerCounts(2, 0, 0, 0), new AnswerCounts(0, 0, 0, 1)));
            assertThat(balancer.pool().counts()).isEqualTo(new TargetPoolCounts(2, 0, new AnswerCounts(2, 0, 0, 0)));
        }
        await().until(() -> balancer.listener().counts().activeConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void works_with_any_transport(String name) throws IOException {
        Transport transport = name.equals("nio") ? Transport.nio() : Transport.best();
        try (TestBalancer other = new TestBalancer(new Proxy(transport, TargetTimeouts.ofAws()), target);
                TestClient client = other.connect()) {
            assertThat(client.post("/", new byte[500_000]).text()).isEqualTo("a");
            assertThat(target.lastRequest().body()).hasSize(500_000);
            assertThatThrownBy(() -> other.proxy()
                            .listen(other.address(), ListenerConfig.http(80, Action.Forward.to(other.pool()))))
                    .hasMessageEndingWith("the port is taken");
        }
    }
}
