package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells when nothing moved for some time: no byte came in, and none of those that wait to go out went. It wakes up about
 * once in that time, so that {@link #moved} costs next to nothing. Belongs to one event loop.
 */
final class IdleTimer {
    private final EventLoop loop;
    private final LongSupplier timeoutNanos;
    private final LongSupplier waitingBytes;
    private final Runnable onIdle;
    private Future<?> next;
    private long lastMove = System.nanoTime();
    private long lastWaitingBytes;

    private IdleTimer(EventLoop loop, LongSupplier timeoutNanos, LongSupplier waitingBytes, Runnable onIdle) {
        this.loop = loop;
        this.timeoutNanos = timeoutNanos;
        this.waitingBytes = waitingBytes;
        this.onIdle = onIdle;
        next = wakeUpIn(timeoutNanos.getAsLong());
    }

    /**
     * @param waitingBytes how many bytes wait to go out; when the number changed, something moved
     */
    static IdleTimer start(EventLoop loop, LongSupplier timeoutNanos, LongSupplier waitingBytes, Runnable onIdle) {
        return new IdleTimer(loop, timeoutNanos, waitingBytes, onIdle);
    }

    /** How many bytes were written to the channel that its socket did not take yet. */
    static long waitingBytes(Channel channel) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
    }

    void moved() {
        lastMove = System.nanoTime();
    }

    void stop() {
        next.cancel(false);
    }

    private void wakeUp() {
        long waiting = waitingBytes.getAsLong();
        if (waiting != lastWaitingBytes) {
            lastWaitingBytes = waiting;
            moved();
        }
        long left = lastMove + timeoutNanos.getAsLong() - System.nanoTime();
        if (left > 0) {
            next = wakeUpIn(left);
        } else {
            moved();
            next = wakeUpIn(timeoutNanos.getAsLong());
            onIdle.run();
        }
    }

    private Future<?> wakeUpIn(long nanos) {
        return loop.schedule(this::wakeUp, nanos, TimeUnit.NANOSECONDS);
    }
}
