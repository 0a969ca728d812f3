package dev.greenroom.localcloud.runtime.mysql;

/** Quotes names and texts for statements that can't take parameters. */
public final class Sql {
    private Sql() {}

    public static String text(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\0", "\\0")
                + "'";
    }

    public static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
