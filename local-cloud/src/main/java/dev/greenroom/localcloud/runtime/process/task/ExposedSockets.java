package dev.greenroom.localcloud.runtime.process.task;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The sockets of this machine that listen beyond loopback, as Linux lists them below {@code /proc}. */
final class ExposedSockets {
    private static final String LISTENING = "0A";
    private static final String SOCKET = "socket:[";

    private final Path proc;

    ExposedSockets(Path proc) {
        this.proc = proc;
    }

    boolean canBeListed() {
        return Files.isReadable(proc.resolve("net/tcp"));
    }

    List<ExposedSocket> list() throws IOException {
        List<ExposedSocket> sockets = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            if (Files.isReadable(proc.resolve(table))) {
                Files.readAllLines(proc.resolve(table)).stream().skip(1).forEach(line -> add(line, sockets));
            }
        }
        return sockets;
    }

    /** The sockets that a process has open; none when it has ended. */
    Set<Long> openIn(long pid) {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
            for (Path file : files) {
                String target = Files.readSymbolicLink(file).toString();
                if (target.startsWith(SOCKET)) {
                    inodes.add(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return inodes;
        }
        return inodes;
    }

    /** {@code  0: 0100007F:1F90 00000000:0000 0A ... inode ...} */
    private static void add(String line, List<ExposedSocket> sockets) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < 10 || !fields[3].equals(LISTENING)) {
            return;
        }
        int colon = fields[1].indexOf(':');
        InetAddress address = address(fields[1].substring(0, colon));
        if (!address.isLoopbackAddress()) {
            int port = Integer.parseInt(fields[1].substring(colon + 1), 16);
            sockets.add(new ExposedSocket(address.getHostAddress(), port, Long.parseLong(fields[9])));
        }
    }

    /** Words of four bytes, each in the machine's order. */
    private static InetAddress address(String hex) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        ByteBuffer ordered = ByteBuffer.allocate(bytes.capacity());
        while (bytes.hasRemaining()) {
            ordered.order(ByteOrder.nativeOrder())
                    .putInt(bytes.order(ByteOrder.BIG_ENDIAN).getInt());
        }
        try {
            return InetAddress.getByAddress(ordered.array());
        } catch (IOException e) {
            throw new IllegalArgumentException("Not an address: " + hex, e);
        }
    }

    /** @param inode tells it from all others of this machine */
    record ExposedSocket(String address, int port, long inode) {}
}
