package dev.greenroom.localcloud.runtime.docker;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.mysql.Sql;
import dev.greenroom.localcloud.runtime.process.LastLines;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** MySQL in containers. Safe for use by many threads. */
public final class MySqlServers implements DatabaseServers {
    private static final int PORT = 3306;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LINES_IN_ERRORS = 15;

    /** Testcontainers makes it; nobody asked for it. */
    private static final String UNWANTED_DATABASE = "greenroom";

    /** Small and fast: what a crash of the machine would lose may be lost. The rest is as RDS sets it up. */
    private static final String[] COMMAND = {
        "mysqld",
        "--innodb-buffer-pool-size=64M",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-doublewrite=0",
        "--loose-performance-schema=OFF",
        "--loose-mysqlx=OFF",
        "--skip-log-bin",
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        "--default-time-zone=+00:00"
    };

    private final DockerEngine engine;
    private final ContainerNetwork network;
    private final DockerImageName image;
    private final Set<MySqlServer> running = ConcurrentHashMap.newKeySet();

    /** Ports that a server is about to listen on. */
    private final Set<Integer> claimed = new HashSet<>();

    /** @param image of MySQL's kind: {@code mysql:9.7} */
    public MySqlServers(DockerEngine engine, ContainerNetwork network, String image) {
        this.engine = requireNonNull(engine, "engine is null");
        this.network = requireNonNull(network, "network is null");
        this.image = DockerImageName.parse(image).asCompatibleSubstituteFor("mysql");
    }

    @Override
    public DatabaseServer start(DatabaseSpec spec) throws IOException, InterruptedException {
        engine.require(image.asCanonicalNameString());
        network.ensure();
        InetAddress host = network.sharedAddress();
        for (int port = claim(host, spec.port()); ; port = claim(host, Ports.free(host))) {
            try {
                Optional<DatabaseServer> server = start(spec, new InetSocketAddress(host, port));
                if (server.isPresent()) {
                    return server.get();
                }
            } finally {
                release(port);
            }
        }
    }

    /** The wanted port, unless somebody listens there or is about to. */
    private synchronized int claim(InetAddress host, int wanted) throws IOException {
        int port = claimed.contains(wanted) ? Ports.free(host) : Ports.wantedOrFree(host, wanted);
        claimed.add(port);
        return port;
    }

    private synchronized void release(int port) {
        claimed.remove(port);
    }

    /** Empty when another process was faster to take the port. */
    private Optional<DatabaseServer> start(DatabaseSpec spec, InetSocketAddress address) throws IOException {
        LastLines log = new LastLines(LINES_IN_ERRORS);
        String rootPassword = UUID.randomUUID().toString();
        MySQLContainer container = container(address, rootPassword, log);
        try {
            container.start();
            MasterLogin login = prepare(spec, address, rootPassword);
            if (address.getAddress().isLoopbackAddress()) {
                network.admit(address.getPort());
            }
            MySqlServer server = new MySqlServer(
                    container, address, login.version(address, spec.databaseName()), login, running::remove);
            running.add(server);
            return Optional.of(server);
        } catch (SQLException | RuntimeException e) {
            container.stop();
            if (EngineFailure.isPortTaken(e)) {
                return Optional.empty();
            }
            throw new IOException(
                    "Tried to start a database server but %s. Its last lines:\n%s"
                            .formatted(EngineFailure.reason(e), String.join("\n", log.get())),
                    e);
        }
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(MySqlServer::close);
    }

    private MySQLContainer container(InetSocketAddress address, String rootPassword, LastLines log) {
        return new PublishedMySql(image, address.getAddress().getHostAddress())
                .withUsername("root")
                .withPassword(rootPassword)
                .withDatabaseName(UNWANTED_DATABASE)
                .withCommand(COMMAND)
                .withLabels(engine.owner().ownLabels())
                .withStartupTimeout(PATIENCE)
                .withStartupAttempts(1)
                .withLogConsumer(
                        frame -> frame.getUtf8StringWithoutLineEnding().lines().forEach(log))
                .withCreateContainerCmdModifier(command -> publish(command, address));
    }

    private static void publish(CreateContainerCmd command, InetSocketAddress address) {
        Containers.hostConfig(command)
                .withPortBindings(new PortBinding(
                        Binding.bindIpAndPort(address.getAddress().getHostAddress(), address.getPort()),
                        ExposedPort.tcp(PORT)));
    }

    /** The master user becomes the only one, as on RDS, and gets the database it asked for. */
    private static MasterLogin prepare(DatabaseSpec spec, InetSocketAddress address, String rootPassword)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        String account = Sql.text(spec.masterUsername()) + "@'%'";
        statements.add("DROP DATABASE IF EXISTS " + Sql.name(UNWANTED_DATABASE));
        statements.add("CREATE USER IF NOT EXISTS " + account);
        statements.add("ALTER USER %s IDENTIFIED BY %s".formatted(account, Sql.text(spec.masterPassword())));
        statements.add("GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION".formatted(account));
        if (!spec.databaseName().isEmpty()) {
            statements.add("CREATE DATABASE " + Sql.name(spec.databaseName()));
        }
        statements.add("DROP USER IF EXISTS 'root'@'localhost', 'root'@'127.0.0.1', 'root'@'::1'");
        if (!spec.masterUsername().equals("root")) {
            statements.add("DROP USER IF EXISTS 'root'@'%'");
        }
        new MasterLogin("root", rootPassword).execute(address, statements);
        return new MasterLogin(spec.masterUsername(), spec.masterPassword());
    }

    /** Testcontainers would look for it at the engine's address. */
    private static final class PublishedMySql extends MySQLContainer {
        private final String host;

        private PublishedMySql(DockerImageName image, String host) {
            super(image);
            this.host = host;
        }

        @Override
        public String getHost() {
            return host;
        }
    }
}
