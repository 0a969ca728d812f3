package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two connections after an upgrade: bytes go both ways until one side has enough or nothing moved for the idle timeout.
 * A client that only stops sending still gets what the target sends; the target's end is the end of both.
 */
final class Tunnel {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private final Channel client;
    private final Channel target;
    private final IdleTimer idleTimer;

    private Tunnel(Channel client, Channel target, LongSupplier timeoutNanos) {
        this.client = client;
        this.target = target;
        idleTimer = IdleTimer.start(
                client.eventLoop(),
                timeoutNanos,
                () -> IdleTimer.waitingBytes(client) + IdleTimer.waitingBytes(target),
                this::close);
    }

    /** Takes both connections over; their handlers so far get no more events. */
    static void join(Channel client, Channel target, LongSupplier timeoutNanos) {
        Tunnel tunnel = new Tunnel(client, target, timeoutNanos);
        client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        client.pipeline().removeFirst();
        target.pipeline().removeFirst();
        client.pipeline().addLast(tunnel.new End(target));
        target.pipeline().addLast(tunnel.new End(client));
        client.config().setAutoRead(true);
        target.config().setAutoRead(true);
    }

    private void close() {
        client.close();
        target.close();
    }

    private final class End extends ChannelInboundHandlerAdapter {
        private final Channel other;

        End(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            idleTimer.moved();
            other.write((ByteBuf) message, other.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            other.flush();
            context.channel().config().setAutoRead(other.isWritable() || !other.isActive());
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            other.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                other.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(flushed -> ((DuplexChannel) other).shutdownOutput());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!other.isActive()) {
                idleTimer.stop();
            }
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!Transport.isConnectionError(cause)) {
                LOG.error("Tried to pass bytes to {} but failed", other.remoteAddress(), cause);
            }
            context.close();
        }
    }
}
