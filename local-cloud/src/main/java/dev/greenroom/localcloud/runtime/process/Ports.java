package dev.greenroom.localcloud.runtime.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** TCP ports of this machine. */
public final class Ports {
    private static final int PATIENCE_MILLIS = 500;

    private Ports() {}

    /** A port that nobody listens on just now. */
    public static int free(InetAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.getLocalPort();
        }
    }

    /** The wanted port where it is free and permitted, else a free one. */
    public static int wantedOrFree(InetAddress address, int wanted) throws IOException {
        return canBind(address, wanted) ? wanted : free(address);
    }

    /** Whether we may listen there. */
    public static boolean canBind(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** An address beyond loopback on which the port answers; empty when only this machine can reach it. */
    public static Optional<InetAddress> exposedOn(int port) throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .filter(address -> answers(new InetSocketAddress(address, port)))
                .findFirst();
    }

    public static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
