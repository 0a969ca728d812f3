package dev.greenroom.cli.bench;

import dev.greenroom.localcloud.loadbalancing.proxy.Action;
import dev.greenroom.localcloud.loadbalancing.proxy.Listener;
import dev.greenroom.localcloud.loadbalancing.proxy.ListenerConfig;
import dev.greenroom.localcloud.loadbalancing.proxy.Proxy;
import dev.greenroom.localcloud.loadbalancing.proxy.Target;
import dev.greenroom.localcloud.loadbalancing.proxy.TargetPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Our proxy in a process of its own, so that its processor time can be told from that of the others. */
final class BenchProxy {
    private BenchProxy() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        TargetPool pool = new TargetPool();
        pool.targets(
                List.of(new Target("backend", new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))));
        try (Proxy proxy = new Proxy();
                Listener listener = proxy.listen(
                        new InetSocketAddress("127.0.0.1", port), ListenerConfig.http(port, Action.Forward.to(pool)))) {
            System.out.println("Listening on " + listener.address());
            Thread.currentThread().join();
        }
    }
}
