package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The data plane of all load balancers of a cloud: a few threads that serve every listener. It keeps a small pool of
 * buffers of its own, so that its memory stays flat whatever clients and targets do.
 */
public final class Proxy implements AutoCloseable {
    private static final int THREADS = 2;

    private final UnaryOperator<InetSocketAddress> listeningAt;
    private final Transport transport;
    private final PooledByteBufAllocator buffers = newBuffers();
    private final EventLoopGroup loops;
    private final Map<EventLoop, Worker> workers;
    private final Set<HttpListener> listeners = ConcurrentHashMap.newKeySet();

    public Proxy() {
        this(Transport.best(), TargetTimeouts.ofAws());
    }

    Proxy(Transport transport, TargetTimeouts timeouts) {
        this(transport, timeouts, UnaryOperator.identity());
    }

    private Proxy(Transport transport, TargetTimeouts timeouts, UnaryOperator<InetSocketAddress> listeningAt) {
        this.listeningAt = listeningAt;
        this.transport = transport;
        loops = transport.newLoops(THREADS);
        workers = StreamSupport.stream(loops.spliterator(), false)
                .map(EventLoop.class::cast)
                .collect(Collectors.toMap(Function.identity(), loop -> new Worker(loop, transport, buffers, timeouts)));
    }

    /** One whose listeners are all on that interface, whatever address they are told. */
    public static Proxy listeningOn(InetAddress address) {
        return new Proxy(
                Transport.best(), TargetTimeouts.ofAws(), told -> new InetSocketAddress(address, told.getPort()));
    }

    private static PooledByteBufAllocator newBuffers() {
        int chunkOrder = 9;
        return new PooledByteBufAllocator(true, 0, THREADS, 8192, chunkOrder, 256, 64, true);
    }

    /**
     * Listens on an address, on a free port for port 0.
     *
     * @throws BindException if the port is taken, or is one that this user may not bind
     */
    public Listener listen(InetSocketAddress address, ListenerConfig initial) throws IOException {
        HttpListener listener = new HttpListener(workers::get, initial);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channelFactory(transport.serverChannels())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Transport.WRITE_BUFFER)
                .childHandler(listener)
                .bind(listeningAt.apply(address))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw notBound(address, bound.cause());
        }
        listener.opened(bound.channel());
        listeners.add(listener);
        bound.channel().closeFuture().addListener(closed -> listeners.remove(listener));
        return listener;
    }

    static BindException notBound(InetSocketAddress address, Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        String reason = text;
        if (text.contains("in use")) {
            reason = "the port is taken";
        } else if (text.contains("ermission denied")) {
            reason = "this user may not bind a port below 1024; take a higher one, or allow it with: "
                    + "sudo sysctl net.ipv4.ip_unprivileged_port_start=" + address.getPort();
        }
        BindException exception = new BindException(
                "Tried to listen on %s but %s".formatted(NetUtil.toSocketAddressString(address), reason));
        exception.initCause(cause);
        return exception;
    }

    /** How many bytes are in buffers that somebody uses. */
    long bytesInUse() {
        return buffers.pinnedDirectMemory();
    }

    @Override
    public void close() {
        listeners.forEach(HttpListener::close);
        workers.values().forEach(Worker::close);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
