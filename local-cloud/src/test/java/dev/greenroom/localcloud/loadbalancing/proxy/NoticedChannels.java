package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the connections that a proxy accepts and opens. */
final class NoticedChannels {
    private final Transport transport = Transport.best();
    private final List<SocketChannel> fromClients = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> toTargets = new CopyOnWriteArrayList<>();

    /** The one that proxies have anyway, which tells what it makes. */
    Transport transport() {
        return new Transport(transport.handlers(), this::newServerChannel, this::newClientChannel);
    }

    List<SocketChannel> fromClients() {
        return fromClients;
    }

    List<SocketChannel> toTargets() {
        return toTargets;
    }

    private ServerSocketChannel newServerChannel() {
        ServerSocketChannel server = transport.serverChannels().newChannel();
        server.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                fromClients.add((SocketChannel) accepted);
                context.fireChannelRead(accepted);
            }
        });
        return server;
    }

    private SocketChannel newClientChannel() {
        SocketChannel channel = transport.clientChannels().newChannel();
        toTargets.add(channel);
        return channel;
    }
}
