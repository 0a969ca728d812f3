package dev.greenroom.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/** The database of a service that runs alone: a server in a new folder; both go when the application ends. */
final class OwnDatabase implements JdbcConnectionDetails, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OwnDatabase.class);

    private final Path folder;
    private final DatabaseServer server;

    private OwnDatabase(Path folder, DatabaseServer server) {
        this.folder = folder;
        this.server = server;
    }

    static OwnDatabase start() throws IOException {
        var folder = Files.createTempDirectory("greenroom-service-").toRealPath();
        try {
            var database = new OwnDatabase(folder, DatabaseServer.start(folder));
            log.info("No SPRING_DATASOURCE_URL is set: using {}, which ends with the service", database.getJdbcUrl());
            return database;
        } catch (RuntimeException failed) {
            FileSystemUtils.deleteRecursively(folder);
            throw failed;
        }
    }

    @Override
    public String getJdbcUrl() {
        return server.url("greenroom?createDatabaseIfNotExist=true");
    }

    @Override
    public String getUsername() {
        return "root";
    }

    @Override
    public String getPassword() {
        return "";
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
