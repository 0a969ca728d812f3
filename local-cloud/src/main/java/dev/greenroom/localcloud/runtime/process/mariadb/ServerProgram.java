package dev.greenroom.localcloud.runtime.process.mariadb;

import java.nio.file.Path;
import java.util.List;

/**
 * A database server that can be run here.
 *
 * @param base the folder that it was unpacked to or installed in
 * @param version as it says itself
 */
record ServerProgram(Path program, Path base, Kind kind, String version) {
    /** How its first data are made and how it is set up. */
    enum Kind {
        /** MariaDB from the jar. */
        BUNDLED(List.of("collation-server=utf8mb4_0900_ai_ci")),
        /** MariaDB that was installed on this machine. */
        MARIADB(List.of("collation-server=utf8mb4_unicode_ci")),
        /** MySQL that was installed on this machine. */
        MYSQL(List.of("collation-server=utf8mb4_0900_ai_ci", "mysqlx=OFF"));

        private final List<String> options;

        Kind(List<String> options) {
            this.options = options;
        }

        List<String> options() {
            return options;
        }
    }
}
