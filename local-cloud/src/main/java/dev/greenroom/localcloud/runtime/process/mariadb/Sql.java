package dev.greenroom.localcloud.runtime.process.mariadb;

/** Quotes names and texts for statements that can't take parameters. */
final class Sql {
    private Sql() {}

    static String text(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\0", "\\0")
                + "'";
    }

    static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
