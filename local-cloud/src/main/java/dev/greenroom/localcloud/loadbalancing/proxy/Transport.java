package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** Sockets by Linux's epoll where Netty's library for it loads, else by the JDK. */
record Transport(
        IoHandlerFactory handlers,
        ChannelFactory<? extends ServerSocketChannel> serverChannels,
        ChannelFactory<? extends SocketChannel> clientChannels) {
    /** How much may wait for a slow reader before the other side is read no further. */
    static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

    static Transport best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    static Transport nio() {
        return new Transport(NioIoHandler.newFactory(), NioServerSocketChannel::new, NioSocketChannel::new);
    }

    private static Transport epoll() {
        return new Transport(EpollIoHandler.newFactory(), EpollServerSocketChannel::new, EpollSocketChannel::new);
    }

    EventLoopGroup newLoops(int threads) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("load-balancer", true), handlers);
    }

    /** Whether something happened to a connection, which is a part of life, and not to the program. */
    static boolean isConnectionError(Throwable cause) {
        return cause instanceof IOException || cause instanceof NotYetConnectedException;
    }
}
