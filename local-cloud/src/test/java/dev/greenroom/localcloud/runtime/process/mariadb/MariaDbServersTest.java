package dev.greenroom.localcloud.runtime.process.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.DatabaseServersContract;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import dev.greenroom.localcloud.runtime.process.Ports;
import dev.greenroom.localcloud.runtime.process.UserCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbServersTest extends DatabaseServersContract {
    @TempDir
    private static Path workFolder;

    private Guardian guardian;
    private ChildProcesses children;

    @Override
    protected DatabaseServers open() throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
        return new MariaDbServers(children, new LoopbackBlock(), UserCache.folder(), workFolder, line -> {});
    }

    @Override
    protected void crash() {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(workFolder.resolve("dev").toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** All servers are ended by now. */
    @Override
    protected void release() {
        assertThat(workFolder).isEmptyDirectory();
        children.close();
        guardian.close();
    }

    @Test
    void says_what_it_is_and_has_the_port_that_was_asked_for() {
        assertThat(server.version()).isEqualTo("11.4.5-MariaDB");
        assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(server.address().getPort())
                .as("the port, unless something else has it on the only loopback address of this machine")
                .isEqualTo(PORT);
    }

    @Test
    void listens_on_loopback_only() throws Exception {
        assertThat(Ports.exposedOn(server.address().getPort())).isEmpty();
    }

    @Test
    void keeps_the_password_in_no_file() throws Exception {
        try (Stream<Path> files = Files.walk(workFolder)) {
            assertThat(files.filter(Files::isRegularFile).toList()).noneMatch(MariaDbServersTest::containsPassword);
        }
    }

    private static boolean containsPassword(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(PASSWORD.substring(0, 20));
        } catch (IOException e) {
            return false;
        }
    }
}
