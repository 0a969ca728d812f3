package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accepts clients and holds what their requests go by: one reference, read once for each request. */
final class HttpListener extends ChannelInitializer<SocketChannel> implements Listener {
    private final Function<EventLoop, Worker> workers;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final LongAdder newConnections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final AnswerCounter targetAnswers = new AnswerCounter();
    private final AnswerCounter ownAnswers = new AnswerCounter();
    private volatile Routing routing;
    private volatile boolean closed;
    private @Nullable Channel serverChannel;

    HttpListener(Function<EventLoop, Worker> workers, ListenerConfig initial) {
        this.workers = workers;
        routing = new Routing(initial);
    }

    void opened(Channel newServerChannel) {
        serverChannel = newServerChannel;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        Worker worker = workers.apply(channel.eventLoop());
        ClientConnection connection = new ClientConnection(this, worker, channel);
        worker.add(channel);
        newConnections.increment();
        connections.add(connection);
        channel.closeFuture().addListener(done -> connections.remove(connection));
        channel.pipeline().addLast(connection);
        if (closed) {
            connection.retire();
        }
    }

    Routing routing() {
        return routing;
    }

    void countRequest() {
        requests.increment();
    }

    void countTargetAnswer(int status) {
        targetAnswers.add(status);
    }

    void countOwnAnswer(int status) {
        ownAnswers.add(status);
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress)
                requireNonNull(serverChannel, "serverChannel is null").localAddress();
    }

    @Override
    public void configure(ListenerConfig config) {
        routing = new Routing(config);
    }

    @Override
    public ListenerCounts counts() {
        return new ListenerCounts(
                connections.size(), newConnections.sum(), requests.sum(), targetAnswers.counts(), ownAnswers.counts());
    }

    @Override
    public void close() {
        requireNonNull(serverChannel, "serverChannel is null").close().syncUninterruptibly();
        closed = true;
        List<Future<?>> retired = new ArrayList<>();
        connections.forEach(connection -> retired.add(connection.retire()));
        retired.forEach(Future::syncUninterruptibly);
    }
}
