package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is forwarded, from the choice of its target to the end of the answer. It decides when another target
 * is asked instead: each at most once, and never when the one before may have acted on a request that must not act
 * twice.
 */
final class Exchange {
    private static final int MAX_ATTEMPTS = 3;

    private final ClientConnection client;
    private final Worker worker;
    private final TargetPool pool;
    private final boolean answersHead;
    private final boolean upgrade;
    private final List<PoolMember> tried = new ArrayList<>(0);
    private final Received unsentBody = new Received();
    private @Nullable ByteBuf head;
    private @Nullable PoolMember member;
    private @Nullable TargetConnection connection;
    private boolean repeatable;
    private boolean connected;
    private boolean bodyEnded;
    private boolean answering;

    /**
     * @param head what to send to the target; the exchange owns it
     */
    Exchange(ClientConnection client, Worker worker, TargetPool pool, RequestHead request, ByteBuf head) {
        this.client = client;
        this.worker = worker;
        this.pool = pool;
        this.head = head;
        answersHead = request.isHead();
        upgrade = request.isUpgrade();
        repeatable = request.isRepeatable();
    }

    /** Sends the request to a target that was not tried yet, or answers the client if there is none. */
    void start() {
        PoolMember next = pool.enter(tried);
        if (next == null) {
            fail(tried.isEmpty() ? 503 : 502);
            return;
        }
        member = next;
        TargetConnection idle = tried.isEmpty() ? worker.takeIdle(next) : null;
        if (idle == null) {
            worker.connect(next, this);
        } else {
            connection = idle;
            idle.serve(this);
            send(idle);
        }
    }

    void connecting(TargetConnection opening) {
        connection = opening;
    }

    void connected(TargetConnection opened) {
        send(opened);
        opened.flush();
        client.targetWritabilityChanged();
    }

    private void send(TargetConnection to) {
        connected = true;
        ByteBuf bytes = requireNonNull(head, "head is null");
        if (repeatable) {
            to.write(bytes.retainedDuplicate());
        } else {
            head = null;
            to.write(bytes);
        }
        if (unsentBody.isReadable()) {
            to.write(unsentBody.take(unsentBody.length()));
        }
    }

    void notConnected(Throwable cause) {
        pool.countConnectionError();
        if (cause instanceof ConnectTimeoutException) {
            fail(504);
        } else {
            tryAnother();
        }
    }

    /** The target's connection is gone before the end of the answer. */
    void lost(boolean answerBegan) {
        if (answering) {
            release();
            client.cut();
            return;
        }
        pool.countConnectionError();
        if (repeatable && !answerBegan) {
            tryAnother();
        } else {
            fail(502);
        }
    }

    /** The target must be given up, and the request with it. */
    void forbidRepeat() {
        repeatable = false;
    }

    private void tryAnother() {
        tried.add(requireNonNull(member, "member is null"));
        leaveMember();
        connection = null;
        connected = false;
        if (tried.size() == MAX_ATTEMPTS) {
            fail(502);
        } else {
            start();
        }
    }

    private void fail(int status) {
        release();
        client.answer(OwnAnswer.error(status));
    }

    /** A piece of the request's body, handed over. */
    void body(ByteBuf part) {
        if (connected) {
            requireNonNull(connection, "connection is null").write(part);
        } else {
            unsentBody.add(part, part.alloc());
        }
    }

    void endBody() {
        bodyEnded = true;
        flushBody();
    }

    void flushBody() {
        if (connected && connection != null) {
            connection.flush();
        }
    }

    /** Whether more of the request's body may come, or should wait. */
    boolean takesBody() {
        return connected && connection != null && connection.isWritable();
    }

    /** Whether the target has the whole request. */
    boolean isSent() {
        return connected && bodyEnded;
    }

    boolean answersHead() {
        return answersHead;
    }

    boolean isAnswering() {
        return answering;
    }

    void moved() {
        client.moved();
    }

    /** An answer before the answer. */
    void inform(ResponseHead informational) {
        client.inform(informational);
    }

    void answer(ResponseHead answer, Body body) {
        answering = true;
        releaseHead();
        pool.countAnswer(answer.status());
        client.answer(answer, body.endsWithConnection());
    }

    /** A piece of the answer's body, handed over. */
    void content(ByteBuf part) {
        client.content(part);
        clientWritabilityChanged();
    }

    void flushAnswer() {
        client.flush();
    }

    /** The answer is complete. */
    void end() {
        release();
        client.endAnswer();
    }

    /** From here on both sides speak another protocol, if the client wanted that. */
    void upgrade(ResponseHead answer, Received rest) {
        PoolMember upgraded = requireNonNull(member, "member is null");
        TargetConnection target = requireNonNull(connection, "connection is null");
        if (!upgrade) {
            rest.release();
            target.close();
            fail(502);
            return;
        }
        member = null;
        release();
        client.upgrade(answer, target.channel(), rest, upgraded::leave);
    }

    void targetWritabilityChanged() {
        client.targetWritabilityChanged();
    }

    void clientWritabilityChanged() {
        if (answering && connection != null) {
            connection.read(client.isWritable());
        }
    }

    /** How many bytes the target did not take yet. */
    long waitingBytes() {
        return connection == null ? 0 : IdleTimer.waitingBytes(connection.channel());
    }

    /** Nobody waits for the answer any more. */
    void abort() {
        TargetConnection abandoned = connection;
        release();
        if (abandoned != null) {
            abandoned.abandon();
        }
    }

    private void release() {
        releaseHead();
        unsentBody.release();
        leaveMember();
        connection = null;
        connected = false;
    }

    private void releaseHead() {
        if (head != null) {
            head.release();
            head = null;
        }
    }

    private void leaveMember() {
        if (member != null) {
            PoolMember left = member;
            member = null;
            left.leave();
        }
    }
}
