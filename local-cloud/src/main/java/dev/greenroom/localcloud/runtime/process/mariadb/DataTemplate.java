package dev.greenroom.localcloud.runtime.process.mariadb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.FolderLock;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The first data of a server, made once a machine and copied for each database. */
final class DataTemplate {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /**
     * In the order that {@code mariadb-install-db} runs them; help texts and the sys schema are left out. The prefix
     * was {@code mysql} before MariaDB 11.
     */
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");

    private static final List<String> SCRIPT_FOLDERS = List.of("share", "share/mysql", "share/mariadb");

    private final ChildProcesses children;
    private final Path folder;

    DataTemplate(ChildProcesses children, Path folder) {
        this.children = children;
        this.folder = folder;
    }

    /** Fills {@code target}, which must not exist, with a data folder and a certificate. */
    void copyTo(Path target, ServerProgram server) throws IOException, InterruptedException {
        PrivateFiles.createFolder(target);
        FileTrees.copy(template(server), target);
    }

    private Path template(ServerProgram server) throws IOException, InterruptedException {
        String options = String.join("\n", ServerOptions.ofData(server));
        String id = UUID.nameUUIDFromBytes((server.program() + server.version() + options).getBytes(UTF_8))
                .toString()
                .substring(0, 8);
        Path template = folder.resolve("template-" + id);
        if (!Files.isDirectory(template)) {
            FolderLock.whileLocked(folder, () -> {
                if (!Files.isDirectory(template)) {
                    make(server, template);
                }
                return template;
            });
        }
        return template;
    }

    private void make(ServerProgram server, Path template) throws IOException, InterruptedException {
        Path building = folder.resolve("building");
        try {
            FileTrees.delete(building);
            PrivateFiles.createFolder(building);
            ServerCertificate.create(children, building);
            initialise(server, building);
            Files.move(building, template, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(
                    "Tried to make the first data of %s in %s but %s"
                            .formatted(server.program(), folder, e.getMessage()),
                    e);
        } finally {
            FileTrees.delete(building);
        }
    }

    private void initialise(ServerProgram server, Path building) throws IOException, InterruptedException {
        Path data = PrivateFiles.createFolder(building.resolve("data"));
        List<String> lines = new ArrayList<>(ServerOptions.ofData(server));
        lines.add("datadir=" + data);
        Path options = ServerOptions.write(building.resolve("bootstrap.cnf"), lines);
        Outcome outcome =
                children.run(command(server, options, building), HostEnvironment.minimal(), building, PATIENCE);
        if (!outcome.succeeded()) {
            throw new IOException(
                    "Tried to make the first data of %s but it ended with exit code %d. Its last lines:\n%s"
                            .formatted(server.program(), outcome.exitCode(), outcome.text()));
        }
        Files.delete(options);
        Files.deleteIfExists(building.resolve("bootstrap.sql"));
    }

    private static List<String> command(ServerProgram server, Path options, Path building) throws IOException {
        String program = server.program().toString();
        String defaults = "--defaults-file=" + options;
        if (server.kind() == ServerProgram.Kind.MYSQL) {
            return List.of(program, defaults, "--initialize-insecure");
        }
        Path sql = bootstrapSql(server, building.resolve("bootstrap.sql"));
        String script = "exec \"$1\" \"$2\" --bootstrap < \"$3\"";
        return List.of("/bin/sh", "-c", script, "bootstrap", program, defaults, sql.toString());
    }

    private static Path bootstrapSql(ServerProgram server, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n".getBytes(UTF_8));
            for (String name : SYSTEM_TABLES) {
                Files.copy(script(server, name), out);
            }
            out.write("DELETE FROM global_priv WHERE User='root';\nDELETE FROM proxies_priv;\n".getBytes(UTF_8));
        }
        return file;
    }

    private static Path script(ServerProgram server, String name) throws IOException {
        return SCRIPT_FOLDERS.stream()
                .map(server.base()::resolve)
                .flatMap(folder -> Stream.of(folder.resolve(name), folder.resolve(name.replace("mariadb_", "mysql_"))))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IOException("Tried to make the first data of %s but %s is in none of %s below %s"
                        .formatted(server.program(), name, SCRIPT_FOLDERS, server.base())));
    }
}
