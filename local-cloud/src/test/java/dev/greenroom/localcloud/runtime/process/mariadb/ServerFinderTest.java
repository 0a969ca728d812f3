package dev.greenroom.localcloud.runtime.process.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.ShellProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFinderTest {
    @TempDir
    Path folder;

    private Guardian guardian;
    private ChildProcesses children;

    @BeforeEach
    void start() throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
    }

    @AfterEach
    void stop() {
        children.close();
        guardian.close();
    }

    @Test
    void prefers_the_bundled_server() throws Exception {
        Path bundled = bundled("echo 'mariadbd  Ver 11.4.5-MariaDB for linux-systemd on x86_64'");
        program("bin/mysqld", "echo 'mysqld  Ver 8.4.3 for Linux on x86_64'");

        assertThat(find())
                .isEqualTo(new ServerProgram(
                        bundled, bundled.getParent().getParent(), ServerProgram.Kind.BUNDLED, "11.4.5-MariaDB"));
    }

    @Test
    void takes_an_installed_one_where_the_bundled_one_does_not_run() throws Exception {
        bundled("exit 127");
        Path installed = program("bin/mysqld", "echo '/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64'");

        assertThat(find())
                .isEqualTo(new ServerProgram(installed, folder.toRealPath(), ServerProgram.Kind.MYSQL, "8.4.3"));
    }

    @Test
    void tells_an_installed_mariadb_from_mysql() throws Exception {
        bundled("exit 127");
        program("bin/mariadbd", "echo 'mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64'");

        assertThat(find().kind()).isEqualTo(ServerProgram.Kind.MARIADB);
    }

    @Test
    void says_what_is_wrong_and_what_to_install() throws Exception {
        bundled("echo broken; exit 1");

        assertThatThrownBy(this::find)
                .hasMessageStartingWith("Tried to find a database server but ")
                .hasMessageContaining("does not run (broken)")
                .hasMessageEndingWith("and there is no mariadbd or mysqld on the PATH. Install one with:"
                        + " apt install mariadb-server-core   (macOS: brew install mariadb)");
    }

    @Test
    void reads_which_libraries_are_missing() {
        assertThat(ServerFinder.missingLibraries("""
                                	linux-vdso.so.1 (0x00007f1c54e58000)
                                	libcrypt.so.1 => not found
                                	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c54e0b000)
                                	libsystemd.so.0 => not found
                                """)).containsExactly("libcrypt.so.1", "libsystemd.so.0");
    }

    @Test
    void the_jars_have_servers_for_two_platforms() {
        assertThat(BundledServer.platform("Linux", "amd64")).contains("linux");
        assertThat(BundledServer.platform("Mac OS X", "aarch64")).contains("osx");
        assertThat(BundledServer.platform("Linux", "aarch64")).isEmpty();
    }

    private ServerProgram find() throws Exception {
        return new ServerFinder(
                        children,
                        new BundledServer(folder.resolve("cache"), line -> {}),
                        new Executables(folder.resolve("bin").toString()))
                .find();
    }

    private Path bundled(String script) throws IOException {
        String platform = BundledServer.platform(System.getProperty("os.name"), System.getProperty("os.arch"))
                .orElse("");
        Assumptions.assumeFalse(platform.isEmpty(), "the jars have no server for this platform");
        return program("cache/%s-%s/bin/mariadbd".formatted(BundledServer.VERSION, platform), script);
    }

    private Path program(String path, String script) throws IOException {
        return ShellProgram.write(folder.resolve(path), script);
    }
}
