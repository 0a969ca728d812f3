package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    @Test
    void forwards() throws IOException {
        try (Proxy proxy = new Proxy();
                TestTarget a = new TestTarget("a")) {
            TargetPool pool = new TargetPool();
            pool.targets(List.of(a.target()));
            Listener listener = proxy.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    ListenerConfig.http(80, Action.Forward.to(pool)));
            try (TestClient client = new TestClient(listener.address())) {
                assertThat(client.get("/x").text()).isEqualTo("a");
                assertThat(client.post("/x", new byte[70000]).text()).isEqualTo("a");
                assertThat(client.get("/x").text()).isEqualTo("a");
            }
        }
    }
}
