package dev.greenroom.localcloud.runtime.process;

import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Random addresses of 127.64.0.0/10 where the whole loopback block answers (Linux), else 127.0.0.1 each time (macOS
 * has one address). Random, so that clouds on one machine do not meet. Safe for use by many threads.
 */
public final class LoopbackBlock implements LoopbackAddresses {
    private final Random random = new SecureRandom();
    private final Set<InetAddress> used = new HashSet<>();
    private final boolean distinct;

    public LoopbackBlock() {
        this.distinct = canBind(random());
    }

    private LoopbackBlock(boolean distinct) {
        this.distinct = distinct;
    }

    /** 127.0.0.1 each time, though there may be more: in a container, whose engine publishes ports and no addresses. */
    public static LoopbackBlock single() {
        return new LoopbackBlock(false);
    }

    @Override
    public synchronized InetAddress next() {
        if (!distinct) {
            return address(127, 0, 0, 1);
        }
        InetAddress next = random();
        while (!used.add(next)) {
            next = random();
        }
        return next;
    }

    @Override
    public boolean areDistinct() {
        return distinct;
    }

    /** No part is 0 or 255, which look like a network's own or broadcast address. */
    private InetAddress random() {
        return address(127, random.nextInt(64, 128), random.nextInt(1, 255), random.nextInt(1, 255));
    }

    private static boolean canBind(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress address(int... parts) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) parts[0], (byte) parts[1], (byte) parts[2], (byte) parts[3]});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
