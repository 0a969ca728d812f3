package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TargetSwapTest {
    private static boolean answer(String name, Message request, TestTarget.Connection connection) throws IOException {
        if (request.target().equals("/slow")) {
            Silence.of(Duration.ofMillis(50));
        }
        return connection.say(name);
    }

    @Test
    void swapping_the_targets_ten_times_under_load_fails_nothing() throws IOException {
        try (TestTarget a = new TestTarget("a", (request, connection) -> answer("a", request, connection));
                TestTarget b = new TestTarget("b", (request, connection) -> answer("b", request, connection));
                TestBalancer balancer = new TestBalancer(a);
                Load gets = Load.of(balancer, 6, Load.GET);
                Load posts = Load.of(balancer, 6, Load.POST);
                Load slowGets = Load.of(balancer, 4, Load.SLOW_GET)) {
            for (int swap = 0; swap < 10; swap++) {
                TestTarget live = swap % 2 == 0 ? b : a;
                balancer.targets(live);
                assertThat(balancer.get("/").text()).isEqualTo(live.target().key());
                gets.awaitMore(20);
                posts.awaitMore(20);
                slowGets.awaitMore(2);
            }

            assertThat(gets.failures()).isEmpty();
            assertThat(posts.failures()).isEmpty();
            assertThat(slowGets.failures()).isEmpty();
        }
    }

    @Test
    void a_target_taken_out_and_terminated_20_ms_later_fails_nothing() throws IOException {
        try (TestTarget a = new TestTarget("a", (request, connection) -> answer("a", request, connection));
                TestTarget b = new TestTarget("b");
                TestBalancer balancer = new TestBalancer(a, b);
                Load gets = Load.of(balancer, 6, Load.GET);
                Load posts = Load.of(balancer, 6, Load.POST);
                Load slowGets = Load.of(balancer, 4, Load.SLOW_GET)) {
            gets.awaitMore(100);
            balancer.targets(b);
            // On a busy machine some requests need longer to arrive; ECS itself waits for the end of draining.
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(20))
                    .until(() -> balancer.pool().inFlight(a.target()) == a.busyConnections());
            a.terminate();
            gets.awaitMore(100);
            posts.awaitMore(100);

            assertThat(gets.failures()).isEmpty();
            assertThat(posts.failures()).isEmpty();
            assertThat(slowGets.failures()).isEmpty();
        }
    }

    @Test
    void toggling_the_action_moves_the_next_request_of_a_connection_and_nothing_in_flight() throws IOException {
        TargetPool green = new TargetPool();
        CountDownLatch toggled = new CountDownLatch(1);
        try (TestTarget a = new TestTarget("a", (request, connection) -> {
                    if (request.target().equals("/in-flight")) {
                        Awaitility.await().until(() -> toggled.getCount() == 0);
                    }
                    return connection.say("a");
                });
                TestTarget b = new TestTarget("b");
                TestBalancer balancer = new TestBalancer(a);
                TestClient client = balancer.connect();
                TestClient inFlight = balancer.connect()) {
            green.targets(List.of(b.target()));
            assertThat(client.get("/").text()).isEqualTo("a");
            inFlight.send("GET /in-flight HTTP/1.1\r\nHost: h\r\n\r\n");
            Awaitility.await().until(() -> a.lastRequest().target().equals("/in-flight"));

            balancer.configured(config -> config.withDefaultAction(Action.Forward.to(green)));

            assertThat(client.get("/").text()).isEqualTo("b");
            toggled.countDown();
            assertThat(inFlight.answer().text()).isEqualTo("a");
            assertThat(inFlight.get("/").text()).isEqualTo("b");
        }
    }
}
