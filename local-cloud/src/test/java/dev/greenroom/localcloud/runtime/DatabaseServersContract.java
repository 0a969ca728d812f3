package dev.greenroom.localcloud.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseSpec;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What every adapter of {@link DatabaseServers} promises. One real server; the last test ends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class DatabaseServersContract {
    protected static final int PORT = 13306;
    protected static final String PASSWORD = "!#$%&'()*+,-.:;<=>?[\\]^_`{|}~ €";

    protected DatabaseServers servers;
    protected DatabaseServer server;

    /** What is tested. */
    protected abstract DatabaseServers open() throws Exception;

    /** Ends {@link #server}, as a crash would. */
    protected abstract void crash() throws Exception;

    /** Ends what {@link #open()} started besides. */
    protected void release() {}

    /** Accounts beside the master user, which are not the database's. */
    protected List<String> administrators() {
        return List.of();
    }

    /** What an error of a server ends with, where it is ours to read its log. */
    protected String lastLines() {
        return "Its last lines:\n";
    }

    @BeforeAll
    void start() throws Exception {
        servers = open();
        server = servers.start(new DatabaseSpec("dev", "orders", "admin", PASSWORD, PORT));
    }

    @AfterAll
    void stop() {
        servers.close();
        release();
    }

    @Test
    void says_where_it_is() {
        assertThat(server.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(server.isRunning()).isTrue();
        assertThat(server.address().getPort()).isPositive();
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

            List<String> accounts = new ArrayList<>(rows(
                    connection,
                    "SELECT user FROM mysql.user WHERE user NOT IN ('mariadb.sys', 'mysql.sys',"
                            + " 'mysql.session', 'mysql.infoschema')"));
            accounts.removeAll(administrators());
            assertThat(accounts).containsExactly("admin");
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
    void a_database_that_can_not_be_made_is_reported() throws Exception {
        assertThatThrownBy(() -> servers.start(new DatabaseSpec("broken", "too long ".repeat(9), "admin", "x", PORT)))
                .hasMessageStartingWith("Tried to start a database server but ")
                .hasMessageContaining(lastLines())
                .hasMessageContaining("Incorrect database name 'too long ");
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
    void its_death_is_noticed() throws Exception {
        crash();

        await().atMost(Duration.ofSeconds(30)).until(() -> !server.isRunning());
        server.close();
    }

    protected final Connection connect(String database, String user, String password, String sslMode)
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

    protected static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet results = connection.createStatement().executeQuery(query)) {
            while (results.next()) {
                rows.add(results.getString(1));
            }
        }
        return rows;
    }
}
