package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.TaskNetwork;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks targets whether they are well, as an Application Load Balancer does. One thread serves every target. */
final class HealthChecker implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("health-checks", true), NioIoHandler.newFactory());
    private final TaskNetwork network;

    HealthChecker(TaskNetwork network) {
        this.network = requireNonNull(network, "network is null");
    }

    /** A target that nobody here listens as is asked in vain, like an IP address that does not answer. */
    CompletionStage<CheckResult> check(TargetKey target, HealthCheck check) {
        int port = check.portOf(target);
        Optional<InetSocketAddress> address = network.find(target.ip(), port);
        if (address.isEmpty()) {
            return CompletableFuture.completedFuture(new CheckResult.TimedOut());
        }
        return ask(address.get(), request(target.ip() + ":" + port, check.path()), check.timeout());
    }

    Optional<InetSocketAddress> addressOf(TargetKey target) {
        return network.find(target.ip(), target.port());
    }

    Future<?> schedule(Runnable task, Duration delay) {
        return loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private CompletionStage<CheckResult> ask(InetSocketAddress address, HttpRequest request, Duration timeout) {
        var result = new CompletableFuture<CheckResult>();
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new HealthAnswer(result));
                    }
                })
                .connect(address);
        Future<?> deadline = schedule(() -> result.complete(new CheckResult.TimedOut()), timeout);
        result.whenComplete((ignored, failure) -> {
            deadline.cancel(false);
            connecting.channel().close();
        });
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                connecting.channel().writeAndFlush(request);
            } else {
                result.complete(new CheckResult.Failed());
            }
        });
        return result;
    }

    private static HttpRequest request(String host, String path) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
        request.headers()
                .set(HttpHeaderNames.HOST, host)
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.USER_AGENT, "ELB-HealthChecker/2.0")
                .set(HttpHeaderNames.ACCEPT_ENCODING, "gzip, compressed");
        return request;
    }
}
