package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A proxy with one listener that forwards to one pool. Its end checks that no buffer was left behind. */
final class TestBalancer implements AutoCloseable {
    private final Proxy proxy;
    private final TargetPool pool = new TargetPool();
    private final Listener listener;
    private ListenerConfig config = ListenerConfig.http(80, Action.Forward.to(pool));

    TestBalancer(TestTarget... targets) {
        this(new Proxy(), targets);
    }

    TestBalancer(Proxy proxy, TestTarget... targets) {
        this.proxy = proxy;
        targets(targets);
        listener = listen();
    }

    Listener listen() {
        try {
            return proxy.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void targets(TestTarget... targets) {
        pool.targets(Arrays.stream(targets).map(TestTarget::target).toList());
    }

    TestBalancer configured(UnaryOperator<ListenerConfig> change) {
        config = change.apply(config);
        listener.configure(config);
        return this;
    }

    TestBalancer withIdleTimeout(Duration idleTimeout) {
        return configured(old -> old.withIdleTimeout(idleTimeout));
    }

    Proxy proxy() {
        return proxy;
    }

    TargetPool pool() {
        return pool;
    }

    Listener listener() {
        return listener;
    }

    InetSocketAddress address() {
        return listener.address();
    }

    TestClient connect() throws IOException {
        return new TestClient(address());
    }

    Message get(String path) throws IOException {
        try (TestClient client = connect()) {
            return client.get(path);
        }
    }

    @Override
    public void close() {
        listener.close();
        proxy.close();
        await().untilAsserted(() -> assertThat(proxy.bytesInUse())
                .as("bytes in buffers that nobody released")
                .isZero());
    }
}
