package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop with the idle connections to targets that belong to it. A client's connection and those to its targets
 * share one, so that a request never changes threads. Used on that event loop only.
 */
final class Worker {
    private static final int MAX_IDLE_PER_TARGET = 128;

    private final EventLoop loop;
    private final ChannelGroup channels;
    private final Bootstrap connector;
    private final long targetKeepAliveNanos;
    private final Map<PoolMember, Deque<TargetConnection>> idle = new HashMap<>();

    Worker(EventLoop loop, Transport transport, ByteBufAllocator allocator, TargetTimeouts timeouts) {
        this.loop = loop;
        channels = new DefaultChannelGroup(loop, true);
        targetKeepAliveNanos = timeouts.keepAlive().toNanos();
        connector = new Bootstrap()
                .group(loop)
                .channelFactory(transport.clientChannels())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        timeouts.connect().toMillis())
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Transport.WRITE_BUFFER);
        long sweepNanos = targetKeepAliveNanos / 4 + 1;
        loop.scheduleWithFixedDelay(this::closeExpired, sweepNanos, sweepNanos, TimeUnit.NANOSECONDS);
    }

    /** Takes over a channel, which lives no longer than this worker. */
    void add(Channel channel) {
        channels.add(channel);
    }

    /** The idle connection that was used last; null for none. */
    @Nullable
    TargetConnection takeIdle(PoolMember member) {
        Deque<TargetConnection> connections = idle.get(member);
        if (connections == null) {
            return null;
        }
        TargetConnection connection = connections.pollLast();
        while (connection != null && !connection.isOpen()) {
            connection = connections.pollLast();
        }
        return connection;
    }

    /** Keeps a connection for another request, or closes it. */
    void park(TargetConnection connection) {
        PoolMember member = connection.member();
        Deque<TargetConnection> connections = idle.computeIfAbsent(member, added -> new ArrayDeque<>());
        if (member.isDraining() || connections.size() >= MAX_IDLE_PER_TARGET) {
            connection.close();
        } else {
            connections.addLast(connection);
        }
    }

    /** Forgets a connection that was closed. */
    void unpark(TargetConnection connection) {
        Deque<TargetConnection> connections = idle.get(connection.member());
        if (connections != null) {
            connections.remove(connection);
            if (connections.isEmpty()) {
                idle.remove(connection.member());
            }
        }
    }

    /** Opens a connection, which tells the exchange how that went. */
    TargetConnection connect(PoolMember member, Exchange exchange) {
        TargetConnection connection = new TargetConnection(this, member, exchange);
        ChannelFuture connected =
                connector.clone().handler(connection).connect(member.target().address());
        add(connected.channel());
        connection.opening(connected);
        return connection;
    }

    private void closeExpired() {
        long oldest = System.nanoTime() - targetKeepAliveNanos;
        for (Deque<TargetConnection> connections : idle.values()) {
            for (TargetConnection connection : connections) {
                if (connection.idleSince() - oldest < 0) {
                    connection.close();
                }
            }
        }
    }

    /** Closes all channels and waits until each connection knows. */
    void close() {
        channels.close().awaitUninterruptibly();
        loop.submit(() -> {}).awaitUninterruptibly();
    }
}
