package dev.greenroom.localcloud.runtime.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.greenroom.localcloud.LocalCloudOptions;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseSpec;
import dev.greenroom.localcloud.runtime.DatabaseServersContract;
import dev.greenroom.localcloud.runtime.docker.NeedsDocker;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mysql.MySQLContainer;

/** Two real servers; the contract has one of them. */
@NeedsDocker
class ExternalMySqlServersTest extends DatabaseServersContract {
    private static final MasterLogin ADMINISTRATOR = new MasterLogin("root", "secret");
    private static final DatabaseSpec SECOND = new DatabaseSpec("test", "orders", "admin", "other", PORT);

    private List<Published> containers = List.of();
    private List<InetSocketAddress> addresses = List.of();

    @Override
    protected DatabaseServers open() throws Exception {
        containers = List.of(published(), published());
        addresses = containers.stream().map(Published::address).toList();
        Startables.deepStart(containers.stream().map(Published::container)).join();
        return servers(ADMINISTRATOR);
    }

    @Override
    protected void crash() {
        containers.stream()
                .filter(published -> published.address().equals(server.address()))
                .forEach(published -> published.container().stop());
    }

    @Override
    protected List<String> administrators() {
        return List.of("root");
    }

    /** Its log is where it runs. */
    @Override
    protected String lastLines() {
        return "";
    }

    @Override
    protected void release() {
        containers.forEach(published -> published.container().stop());
    }

    @Test
    void each_database_has_a_server_to_itself() throws Exception {
        try (ExternalMySqlServers others = servers(ADMINISTRATOR);
                DatabaseServer second = others.start(SECOND)) {
            assertThat(second.address()).isNotEqualTo(server.address());
            assertThatThrownBy(() -> others.start(SECOND))
                    .hasMessage(
                            "Tried to start a database server but each takes one to itself, and all 2 that are there"
                                    + " are taken. Delete one, or run more of them");
        }
    }

    @Test
    void leaves_a_server_as_it_was() throws Exception {
        try (ExternalMySqlServers others = servers(ADMINISTRATOR)) {
            DatabaseServer second = others.start(SECOND);
            Connection session = new MasterLogin("admin", "other").connect(second.address());
            session.createStatement().execute("CREATE DATABASE leftover");
            session.createStatement().execute("CREATE USER 'it\\'s'@'10.%' IDENTIFIED BY 'x'");
            second.close();

            assertThat(session.isValid(5)).as("its sessions ended").isFalse();
            assertLeftEmpty(second.address());
        }
    }

    @Test
    void takes_over_from_a_cloud_that_was_killed() throws Exception {
        InetSocketAddress free = addresses.stream()
                .filter(address -> !address.equals(server.address()))
                .findFirst()
                .orElseThrow();
        Tenancy killed = Tenancy.begin(ADMINISTRATOR, free).orElseThrow();
        ADMINISTRATOR.execute(free, List.of("CREATE DATABASE orders", "CREATE USER admin IDENTIFIED BY 'lost'"));
        assertThat(Tenancy.begin(ADMINISTRATOR, free)).isEqualTo(Optional.empty());
        killed.abandon();

        try (ExternalMySqlServers others = servers(ADMINISTRATOR);
                DatabaseServer second = others.start(SECOND)) {
            assertThat(second.isRunning()).isTrue();
        }
    }

    @Test
    void names_the_server_that_refuses_the_administrator() throws Exception {
        try (ExternalMySqlServers wrong = servers(new MasterLogin("root", "guess"))) {
            assertThatThrownBy(wrong::check)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Tried to use the database server at 127.0.0.1:")
                    .hasMessageContaining("as root but Access denied");
        }
    }

    @Test
    void the_master_user_is_another_than_the_administrator() throws Exception {
        try (ExternalMySqlServers others = servers(ADMINISTRATOR)) {
            assertThatThrownBy(() -> others.start(new DatabaseSpec("test", "", "root", "x", PORT)))
                    .hasMessage("Tried to start a database server but the master user can't be called root, as the"
                            + " server's administrator is");
        }
    }

    @Test
    void a_host_that_is_nowhere_is_named() throws Exception {
        try (var nowhere = new ExternalMySqlServers("nowhere.invalid", PORT, ADMINISTRATOR)) {
            assertThatThrownBy(nowhere::check)
                    .hasMessage("Tried to find database servers but there is no host nowhere.invalid");
        }
    }

    private ExternalMySqlServers servers(MasterLogin administrator) {
        return new ExternalMySqlServers(() -> addresses, administrator);
    }

    private static void assertLeftEmpty(InetSocketAddress address) throws SQLException {
        try (Connection connection = ADMINISTRATOR.connect(address)) {
            assertThat(rows(connection, "SHOW DATABASES"))
                    .containsExactlyInAnyOrder("information_schema", "mysql", "performance_schema", "sys");
            assertThat(rows(connection, "SELECT user FROM mysql.user WHERE user NOT LIKE 'mysql.%'"))
                    .containsOnly("root");
        }
    }

    private static Published published() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        var address = new InetSocketAddress(loopback, Ports.free(loopback));
        var binding = new PortBinding(
                Binding.bindIpAndPort(loopback.getHostAddress(), address.getPort()), ExposedPort.tcp(3306));
        return new Published(
                address,
                new LoopbackMySql()
                        .withUsername("root")
                        .withPassword("secret")
                        .withCommand("mysqld", "--character-set-server=utf8mb4", "--default-time-zone=+00:00")
                        .withCreateContainerCmdModifier(command -> Stream.ofNullable(command.getHostConfig())
                                .forEach((HostConfig host) -> host.withPortBindings(binding))));
    }

    private record Published(InetSocketAddress address, MySQLContainer container) {}

    /** Testcontainers would look for it at the engine's address. */
    private static final class LoopbackMySql extends MySQLContainer {
        private LoopbackMySql() {
            super(LocalCloudOptions.USUAL_DATABASE_IMAGE);
        }

        @Override
        public String getHost() {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
