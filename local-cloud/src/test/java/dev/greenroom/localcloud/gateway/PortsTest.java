package dev.greenroom.localcloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void a_port_that_is_taken_has_a_holder_to_stop() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.explain(taken.getLocalPort(), wrapped("Address already in use")))
                    .hasMessageStartingWith("Tried to open port %d for the gateway but process %d holds it: "
                            .formatted(
                                    taken.getLocalPort(),
                                    ProcessHandle.current().pid()))
                    .hasMessageEndingWith(". Stop it, or choose another port.");
        }
    }

    @Test
    void a_port_of_an_unknown_holder_is_just_taken() {
        assertThat(Ports.explain(65_535, wrapped("Address already in use")))
                .hasMessage("Tried to open port 65535 for the gateway but another process holds it. "
                        + "Stop it, or choose another port.");
    }

    @Test
    void a_privileged_port_calls_for_a_higher_one() {
        assertThat(Ports.explain(80, wrapped("Permission denied")))
                .hasMessage("Tried to open port 80 for the gateway but this user may not bind ports below 1024 "
                        + "(Permission denied). Choose a higher port.");
    }

    private static IOException wrapped(String message) {
        return new IOException("Failed to bind", new BindException(message));
    }
}
