package dev.greenroom.localcloud.runtime.process.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseSpec;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import dev.greenroom.localcloud.runtime.process.Ports;
import dev.greenroom.localcloud.runtime.process.UserCache;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One real MariaDB; the last test ends it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MariaDbServersTest {
    private static final int PORT = 13306;
    private static final String PASSWORD = "!#$%&'()*+,-.:;<=>?[\\]^_`{|}~ €";

    @TempDir
    static Path workFolder;

    private static Guardian guardian;
    private static ChildProcesses children;
    private static MariaDbServers servers;
    private static DatabaseServer server;

    @BeforeAll
    static void start() throws Exception {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
        servers = new MariaDbServers(children, new LoopbackBlock(), UserCache.folder(), workFolder, line -> {});
        server = servers.start(new DatabaseSpec("dev", "orders", "admin", PASSWORD, PORT));
    }

    @AfterAll
    static void stop() {
        servers.close();
        children.close();
        guardian.close();
    }

    @Test
    void says_what_it_is_and_where() {
        assertThat(server.version()).isEqualTo("11.4.5-MariaDB");
        assertThat(server.isRunning()).isTrue();
        assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        if (new LoopbackBlock().areDistinct()) {
            assertThat(server.address().getPort()).isEqualTo(PORT);
        }
    }

    @Test
    void the_database_takes_every_character() throws SQLException {
        try (Connection connection = connect("orders", "admin", PASSWORD, "PREFERRED")) {
            connection.createStatement().execute("CREATE TABLE note (text VARCHAR(20))");
            connection.createStatement().execute("INSERT INTO note VALUES ('Grüße 🎭')");

            assertThat(rows(connection, "SELECT text FROM note")).containsExactly("Grüße 🎭");
        }
    }

    @Test
    void the_master_user_may_do_all_and_is_the_only_one() throws SQLException {
        try (Connection connection = connect("", "admin", PASSWORD, "PREFERRED")) {
            connection.createStatement().execute("CREATE DATABASE other");
            connection.createStatement().execute("CREATE USER reader IDENTIFIED BY 'x'");
            connection.createStatement().execute("GRANT SELECT ON other.* TO reader");
            connection.createStatement().execute("DROP USER reader");

            assertThat(rows(connection, "SELECT user FROM mysql.user WHERE user <> 'mariadb.sys'"))
                    .containsExactly("admin");
        }
    }

    @Test
    void is_set_up_as_rds_does() throws SQLException {
        try (Connection connection = connect("orders", "admin", PASSWORD, "PREFERRED")) {
            assertThat(rows(connection, "SELECT @@global.time_zone")).containsExactly("+00:00");
            assertThat(rows(connection, "SELECT @@collation_database")).containsExactly("utf8mb4_0900_ai_ci");
            assertThat(rows(connection, "SELECT @@sql_mode").get(0)).contains("STRICT_TRANS_TABLES", "NO_ZERO_DATE");
        }
    }

    @Test
    void takes_clients_that_insist_on_tls() throws SQLException {
        try (Connection connection = connect("orders", "admin", PASSWORD, "REQUIRED")) {
            assertThat(rows(connection, "SHOW STATUS LIKE 'Ssl_version'")).isNotEmpty();
        }
    }

    @Test
    void refuses_a_wrong_password() {
        assertThatThrownBy(() -> connect("orders", "admin", "guess", "PREFERRED"))
                .hasMessageContaining("Access denied");
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

    @Test
    void a_server_that_does_not_come_up_is_reported_with_its_last_lines() throws Exception {
        MariaDbServers broken = new MariaDbServers(
                children, new LoopbackBlock(), UserCache.folder(), workFolder.resolve("broken"), line -> {});

        assertThatThrownBy(() -> broken.start(new DatabaseSpec("dev", "too long ".repeat(9), "admin", "x", PORT)))
                .hasMessageStartingWith("Tried to start a database server but ")
                .hasMessageContaining("Its last lines:\n")
                .hasMessageContaining("Incorrect database name 'too long ");
        assertThat(workFolder.resolve("broken/dev")).doesNotExist();
    }

    @Test
    @Order(1)
    void the_master_password_can_be_changed() throws Exception {
        String changed = "it's \"new\" \\ %s";
        server.changeMasterPassword(changed);

        connect("orders", "admin", changed, "PREFERRED").close();
        assertThatThrownBy(() -> connect("orders", "admin", PASSWORD, "PREFERRED"))
                .hasMessageContaining("Access denied");

        server.changeMasterPassword(PASSWORD);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void its_death_is_noticed_and_close_removes_its_data() {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(workFolder.resolve("dev").toString()))
                .forEach(ProcessHandle::destroyForcibly);

        await().until(() -> !server.isRunning());

        server.close();
        assertThat(workFolder.resolve("dev")).doesNotExist();
    }

    private static boolean containsPassword(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(PASSWORD.substring(0, 20));
        } catch (IOException e) {
            return false;
        }
    }

    private static Connection connect(String database, String user, String password, String sslMode)
            throws SQLException {
        InetSocketAddress address = server.address();
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", sslMode);
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s".formatted(address.getAddress().getHostAddress(), address.getPort(), database),
                properties);
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet results = connection.createStatement().executeQuery(query)) {
            while (results.next()) {
                rows.add(results.getString(1));
            }
        }
        return rows;
    }
}
