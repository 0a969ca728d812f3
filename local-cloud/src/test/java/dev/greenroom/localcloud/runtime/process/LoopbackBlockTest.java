package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackBlockTest {
    private final LoopbackBlock block = new LoopbackBlock();

    @Test
    void gives_loopback_addresses_that_can_be_listened_on() throws Exception {
        Set<InetAddress> addresses = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            InetAddress address = block.next();
            assertThat(address.isLoopbackAddress()).isTrue();
            new ServerSocket(0, 1, address).close();
            addresses.add(address);
        }
        assertThat(addresses).hasSize(block.areDistinct() ? 20 : 1);
    }

    @Test
    void are_distinct_on_linux() {
        assertThat(block.areDistinct()).isEqualTo(System.getProperty("os.name").equals("Linux"));
    }
}
