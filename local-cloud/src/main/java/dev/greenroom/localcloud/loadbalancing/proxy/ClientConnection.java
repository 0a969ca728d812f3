package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: reads its requests one after the other, has each answered before it looks at the next, and
 * decides when the connection ends. Used on its event loop, but for what says otherwise.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int MAX_AHEAD = 64 * 1024;
    private static final int LINGER_SECONDS = 2;

    private enum Phase {
        /** Between requests, or in the head of one. */
        HEAD,
        /** The body of a request is coming; it goes to the exchange, or nowhere once the answer is complete. */
        BODY,
        /** The request is complete, its answer is not. */
        ANSWER,
        /** The last answer is complete; what the client still sends is of no interest. */
        LINGER
    }

    private final HttpListener listener;
    private final Worker worker;
    private final SocketChannel channel;
    private final InetAddress address;
    private final RequestWriter requests;
    private final AnswerWriter answers;
    private final IdleTimer idleTimer;
    private final HeadReader heads = HeadReader.ofRequests();
    private final Received received = new Received();
    private final long openedAt = System.nanoTime();
    private Phase phase = Phase.HEAD;
    private boolean processing;
    private boolean retired;

    private Routing routing;
    private Body body = Body.none();
    private @Nullable Exchange exchange;
    private boolean keepAlive = true;
    private boolean answered;

    ClientConnection(HttpListener listener, Worker worker, SocketChannel channel) {
        this.listener = listener;
        this.worker = worker;
        this.channel = channel;
        address = channel.remoteAddress().getAddress();
        requests = new RequestWriter(channel.remoteAddress(), channel.localAddress());
        answers = new AnswerWriter(channel);
        routing = listener.routing();
        idleTimer =
                IdleTimer.start(channel.eventLoop(), this::idleTimeoutNanos, this::waitingBytes, this::nothingMoved);
    }

    /** Lets what is in flight finish and, once that is done, takes no more. May be called by any thread. */
    Future<?> retire() {
        return channel.eventLoop().submit(() -> {
            retired = true;
            if (phase == Phase.HEAD && !received.isReadable()) {
                channel.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        moved();
        received.add((ByteBuf) message, context.alloc());
        process();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.flushBody();
        }
    }

    private void process() {
        if (processing) {
            return;
        }
        processing = true;
        try {
            while (received.isReadable() && step()) {}
        } catch (BadMessageException e) {
            refuse(e.status());
        } finally {
            processing = false;
        }
        adjustReading();
    }

    /** Whether it may be worth to look at what is left. */
    private boolean step() throws BadMessageException {
        return switch (phase) {
            case HEAD -> channel.isWritable() && startRequest();
            case BODY -> takeBody();
            case ANSWER -> false;
            case LINGER -> {
                received.release();
                yield false;
            }
        };
    }

    private boolean startRequest() throws BadMessageException {
        ByteBuf bytes = received.bytes();
        byte first = bytes.getByte(bytes.readerIndex());
        if (first == '\r' || first == '\n') {
            received.skip(1);
            return true;
        }
        int length = heads.find(bytes);
        if (length < 0) {
            return false;
        }
        begin(new RequestHead(received.takeBytes(length)));
        return true;
    }

    private void begin(RequestHead head) {
        listener.countRequest();
        routing = listener.routing();
        body = head.body();
        answers.expect(head);
        keepAlive = head.keepsAlive() && !isTooOld();
        answered = false;
        phase = Phase.BODY;
        act(head);
        if (phase == Phase.BODY && body.isComplete()) {
            endRequest();
        }
    }

    private void act(RequestHead head) {
        Action action = routing.route(head, address);
        if (action instanceof Action.Forward forward) {
            forward(head, forward.draw());
            return;
        }
        keepAlive &= !head.expectsContinue();
        if (action instanceof Action.Redirect redirect) {
            String location = RedirectLocation.of(redirect, new RequestView(head, address), routing.config());
            answer(OwnAnswer.redirect(redirect.statusCode(), location));
        } else if (action instanceof Action.FixedResponse fixed) {
            answer(OwnAnswer.fixed(fixed));
        }
    }

    private void forward(RequestHead head, @Nullable TargetPool pool) {
        if (pool == null) {
            keepAlive &= !head.expectsContinue();
            answer(OwnAnswer.error(503));
            return;
        }
        if (head.expectsContinue() && !received.isReadable() && !body.isComplete()) {
            answers.goAhead();
        }
        ByteBuf forwarded = requests.write(head, routing.forwardedProtocolAndPort(), channel.alloc());
        exchange = new Exchange(this, worker, pool, head, forwarded);
        exchange.start();
    }

    private boolean takeBody() throws BadMessageException {
        ByteBuf part = received.take(body.advance(received.bytes()));
        if (exchange == null) {
            part.release();
        } else {
            exchange.body(part);
        }
        if (body.isComplete()) {
            endRequest();
        }
        return true;
    }

    private void endRequest() {
        if (exchange != null) {
            exchange.endBody();
        }
        if (answered) {
            next();
        } else {
            phase = Phase.ANSWER;
        }
    }

    private void next() {
        phase = Phase.HEAD;
        answered = false;
        if (retired && !received.isReadable()) {
            channel.close();
            return;
        }
        process();
        if (exchange != null) {
            exchange.flushBody();
        }
    }

    /** Answers a request that cannot be understood or does not come to its end. */
    private void refuse(int status) {
        if (answered || exchange != null && exchange.isAnswering()) {
            cut();
            return;
        }
        // Where the next request starts cannot be told.
        body = Body.untilClose();
        keepAlive = false;
        abortExchange();
        answer(OwnAnswer.error(status));
    }

    /** Answers without a target. */
    void answer(OwnAnswer own) {
        keepAlive &= !retired;
        listener.countOwnAnswer(own.status());
        answers.write(own, keepAlive);
        endAnswer();
    }

    void inform(ResponseHead informational) {
        answers.inform(informational);
    }

    /** Begins a target's answer. */
    void answer(ResponseHead answer, boolean endsWithConnection) {
        listener.countTargetAnswer(answer.status());
        keepAlive = answers.begin(answer, endsWithConnection, keepAlive && !retired);
    }

    void content(ByteBuf part) {
        answers.content(part);
    }

    void flush() {
        answers.flush();
    }

    void endAnswer() {
        exchange = null;
        answered = true;
        answers.end();
        if (!keepAlive) {
            finish();
        } else if (phase == Phase.ANSWER) {
            next();
        }
        adjustReading();
    }

    /** Closes after the last answer, but not while the client still sends: a reset would destroy the answer. */
    private void finish() {
        boolean isQuiet = body.isComplete() && !received.isReadable();
        phase = Phase.LINGER;
        received.release();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (isQuiet) {
                channel.close();
            } else {
                channel.shutdownOutput();
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** The answer breaks off, and the client must not take it for whole. */
    void cut() {
        abortExchange();
        answers.cut();
    }

    /** From here on client and target speak another protocol. */
    void upgrade(ResponseHead answer, Channel target, Received fromTarget, Runnable onEnd) {
        exchange = null;
        idleTimer.stop();
        target.closeFuture().addListener(closed -> onEnd.run());
        channel.write(ResponseWriter.writeUpgrade(answer, channel.alloc()), channel.voidPromise());
        if (fromTarget.isReadable()) {
            channel.write(fromTarget.take(fromTarget.length()), channel.voidPromise());
        }
        if (received.isReadable()) {
            target.write(received.take(received.length()), target.voidPromise());
        }
        Tunnel.join(channel, target, this::idleTimeoutNanos);
        channel.flush();
        target.flush();
    }

    void moved() {
        idleTimer.moved();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void targetWritabilityChanged() {
        moved();
        adjustReading();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        moved();
        if (exchange != null) {
            exchange.clientWritabilityChanged();
        }
        process();
    }

    private void adjustReading() {
        boolean wanted =
                switch (phase) {
                    case HEAD -> channel.isWritable();
                    case BODY -> exchange == null || exchange.takesBody();
                    case ANSWER -> received.length() < MAX_AHEAD;
                    case LINGER -> true;
                };
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    private void nothingMoved() {
        boolean clientIsLate = phase == Phase.BODY && (exchange == null || exchange.takesBody());
        if (phase == Phase.LINGER || phase == Phase.HEAD && !received.isReadable()) {
            channel.close();
        } else if (phase == Phase.HEAD || clientIsLate) {
            refuse(408);
        } else if (exchange != null && exchange.isAnswering()) {
            cut();
        } else {
            abortExchange();
            answer(OwnAnswer.error(504));
        }
    }

    private long idleTimeoutNanos() {
        return routing.config().idleTimeout().toNanos();
    }

    private long waitingBytes() {
        return IdleTimer.waitingBytes(channel) + (exchange == null ? 0 : exchange.waitingBytes());
    }

    private boolean isTooOld() {
        return System.nanoTime() - openedAt > routing.config().clientKeepAlive().toNanos();
    }

    private void abortExchange() {
        if (exchange != null) {
            Exchange aborted = exchange;
            exchange = null;
            aborted.abort();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idleTimer.stop();
        received.release();
        abortExchange();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!Transport.isConnectionError(cause)) {
            LOG.error("Tried to serve client {} but failed", address, cause);
        }
        context.close();
    }
}
