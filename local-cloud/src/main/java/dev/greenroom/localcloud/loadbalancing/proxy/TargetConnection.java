package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a target. It serves one {@link Exchange} after the other and waits with its {@link Worker} in between.
 * Used on its event loop, but for what says otherwise.
 */
final class TargetConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TargetConnection.class);

    private final Worker worker;
    private final PoolMember member;
    private final HeadReader heads = HeadReader.ofResponses();
    private final Received received = new Received();
    private @Nullable Channel channel;
    private @Nullable Exchange exchange;
    private @Nullable ResponseHead head;
    private @Nullable Body body;
    private boolean broken;
    private boolean idle;
    private long idleSince;

    TargetConnection(Worker worker, PoolMember member, Exchange exchange) {
        this.worker = worker;
        this.member = member;
        this.exchange = exchange;
    }

    PoolMember member() {
        return member;
    }

    Channel channel() {
        return requireNonNull(channel, "channel is null");
    }

    boolean isOpen() {
        return channel().isActive();
    }

    long idleSince() {
        return idleSince;
    }

    void opening(ChannelFuture connected) {
        Channel opened = connected.channel();
        channel = opened;
        member.add(this);
        requireNonNull(exchange, "exchange is null").connecting(this);
        opened.closeFuture().addListener(closed -> member.remove(this));
        connected.addListener(done -> {
            Exchange waiting = exchange;
            if (waiting == null) {
                close();
            } else if (done.isSuccess()) {
                waiting.connected(this);
            } else {
                exchange = null;
                waiting.notConnected(done.cause());
            }
        });
    }

    /** Takes on a request after another one. */
    void serve(Exchange newExchange) {
        idle = false;
        exchange = newExchange;
    }

    void write(ByteBuf bytes) {
        channel().write(bytes, channel().voidPromise());
    }

    void flush() {
        channel().flush();
    }

    /** Whether it takes more of the request's body now. */
    boolean isWritable() {
        return channel().isWritable();
    }

    void read(boolean wanted) {
        if (channel().config().isAutoRead() != wanted) {
            channel().config().setAutoRead(wanted);
        }
    }

    /** Leaves its exchange alone and closes. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        channel().close();
    }

    /** May be called by any thread. */
    void closeIfIdle() {
        channel().eventLoop().execute(() -> {
            if (idle) {
                close();
            }
        });
    }

    /** Closes it now, and what it serves is not sent again. May be called by any thread. */
    void cut() {
        channel().eventLoop().execute(() -> {
            if (exchange != null) {
                exchange.forbidRepeat();
            }
            close();
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        received.add((ByteBuf) message, context.alloc());
        if (exchange == null) {
            received.release();
            close();
            return;
        }
        exchange.moved();
        try {
            while (received.isReadable() && exchange != null && (body == null ? readHead() : readBody())) {}
        } catch (BadMessageException e) {
            broken = true;
            close();
        }
    }

    private boolean readHead() throws BadMessageException {
        ByteBuf bytes = received.bytes();
        int length = heads.find(bytes);
        if (length < 0) {
            return false;
        }
        Exchange current = requireNonNull(exchange, "exchange is null");
        ResponseHead found = new ResponseHead(received.takeBytes(length));
        if (found.status() == 101) {
            exchange = null;
            current.upgrade(found, received);
        } else if (found.isInformational()) {
            current.inform(found);
        } else {
            head = found;
            body = found.body(current.answersHead());
            current.answer(found, body);
            completeIfAllIsThere();
        }
        return true;
    }

    private boolean readBody() throws BadMessageException {
        Body current = requireNonNull(body, "body is null");
        int length = current.advance(received.bytes());
        requireNonNull(exchange, "exchange is null").content(received.take(length));
        completeIfAllIsThere();
        return true;
    }

    private void completeIfAllIsThere() {
        if (requireNonNull(body, "body is null").isComplete()) {
            complete();
        }
    }

    private void complete() {
        Exchange done = requireNonNull(exchange, "exchange is null");
        boolean reusable = requireNonNull(head, "head is null").keepsAlive() && done.isSent() && !received.isReadable();
        exchange = null;
        head = null;
        body = null;
        read(true);
        if (reusable) {
            idle = true;
            idleSince = System.nanoTime();
            worker.park(this);
        } else {
            close();
        }
        done.end();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.flushAnswer();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.targetWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        worker.unpark(this);
        Exchange lost = exchange;
        boolean answerBegan = body != null || received.isReadable();
        boolean answerEnded = body != null && body.endsWithConnection() && !broken;
        exchange = null;
        received.release();
        if (lost == null) {
            return;
        }
        if (answerEnded) {
            lost.end();
        } else {
            lost.lost(answerBegan);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!Transport.isConnectionError(cause)) {
            LOG.error("Tried to take an answer from target {} but failed", member.target(), cause);
        }
        broken = true;
        close();
    }
}
