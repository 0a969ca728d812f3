package dev.greenroom.service;

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
        var server = new DriverManagerDataSource(Shared.SERVER.url(""), "root", "");
        JdbcClient.create(server).sql("create or replace database " + name).update();
        return new TestDatabase(Shared.SERVER.url(name));
    }

    String url() {
        return url;
    }

    DataSource dataSource() {
        return new DriverManagerDataSource(url, "root", "");
    }

    /** Started with first use. */
    private static final class Shared {
        private static final DatabaseServer SERVER = start();

        private static DatabaseServer start() {
            var server = DatabaseServer.start(Path.of("target", "mariadb").toAbsolutePath());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-database"));
            return server;
        }
    }
}
