package dev.greenroom.localcloud.runtime.process.mariadb;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server's option file. Small and fast: what a crash of the machine would lose may be lost. The rest is as RDS
 * for MySQL 8 sets it up: UTC, strict SQL, utf8mb4.
 */
final class ServerOptions {
    private static final List<String> SMALL_AND_FAST = List.of(
            "innodb_buffer_pool_size=32M",
            "innodb_log_buffer_size=2M",
            "innodb_flush_log_at_trx_commit=0",
            "innodb_doublewrite=0",
            "innodb_temp_data_file_path=ibtmp1:1M:autoextend",
            "loose-performance_schema=OFF",
            "loose-aria_pagecache_buffer_size=1M",
            "loose-innodb_buffer_pool_dump_at_shutdown=OFF",
            "loose-innodb_buffer_pool_load_at_startup=OFF",
            "key_buffer_size=1M",
            "table_open_cache=400",
            "skip-name-resolve",
            "skip-external-locking");
    private static final List<String> AS_RDS = List.of(
            "character-set-server=utf8mb4",
            "default-time-zone=+00:00",
            "sql_mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                    + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION");

    private ServerOptions() {}

    /** What must be the same when the first data are made and when they are used. */
    static List<String> ofData(ServerProgram server) {
        List<String> lines = new ArrayList<>(List.of(
                "basedir=" + server.base(),
                "innodb_data_file_path=ibdata1:10M:autoextend",
                "innodb_autoextend_increment=1",
                "loose-innodb_log_file_size=16M",
                "loose-innodb_undo_tablespaces=" + (server.kind() == ServerProgram.Kind.MYSQL ? 2 : 0)));
        if (server.kind() == ServerProgram.Kind.BUNDLED) {
            lines.add("lc-messages-dir=" + server.base().resolve("share"));
            lines.add("character-sets-dir=" + server.base().resolve("share/charsets"));
        }
        if (System.getProperty("user.name").equals("root")) {
            lines.add("user=root");
        }
        return lines;
    }

    static List<String> ofRun(ServerProgram server, Path folder, Path initFile, InetSocketAddress address) {
        List<String> own = List.of(
                "datadir=" + folder.resolve("data"),
                "tmpdir=" + folder.resolve("tmp"),
                "init-file=" + initFile,
                "bind-address=" + address.getAddress().getHostAddress(),
                "port=" + address.getPort(),
                "socket=mysql.sock",
                "pid-file=mysql.pid",
                "ssl-cert=" + folder.resolve(ServerCertificate.CERTIFICATE),
                "ssl-key=" + folder.resolve(ServerCertificate.KEY));
        return Stream.of(ofData(server), SMALL_AND_FAST, AS_RDS, server.kind().options(), own)
                .flatMap(List::stream)
                .toList();
    }

    static Path write(Path file, List<String> lines) throws IOException {
        return Files.writeString(file, "[server]\n" + String.join("\n", lines) + "\n");
    }
}
