package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.process.task.ExposedSockets.ExposedSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposedSocketsTest {
    private static final Path PROC = Path.of("/proc");

    private final ExposedSockets sockets = new ExposedSockets(PROC);

    @BeforeEach
    void needs_linux() {
        Assumptions.assumeTrue(Files.isReadable(PROC.resolve("net/tcp")), "only Linux lists its sockets");
    }

    @Test
    void finds_who_listens_everywhere() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            List<ExposedSocket> found = of(socket);

            assertThat(found).hasSize(1);
            assertThat(sockets.openIn(ProcessHandle.current().pid()))
                    .contains(found.get(0).inode());
        }
    }

    @Test
    void leaves_out_who_listens_on_loopback() throws IOException {
        for (String address : List.of("127.0.0.1", "127.64.9.8", "::1")) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                assertThat(of(socket)).as(address).isEmpty();
            }
        }
    }

    @Test
    void a_process_that_has_ended_has_none() {
        assertThat(sockets.openIn(Integer.MAX_VALUE)).isEmpty();
    }

    private List<ExposedSocket> of(ServerSocket socket) throws IOException {
        return sockets.list().stream()
                .filter(each -> each.port() == socket.getLocalPort())
                .toList();
    }
}
