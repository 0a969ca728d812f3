package dev.greenroom.localcloud.runtime.process.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A file of arguments for the Java launcher, given to it as {@code @file}. */
final class ArgumentFile {
    private static final char NONE = '\0';

    private ArgumentFile() {}

    static List<String> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static void write(Path file, List<String> arguments) throws IOException {
        Files.writeString(
                file,
                arguments.stream()
                        .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Whitespace parts arguments, quotes of either kind keep it, {@code #} starts a comment. */
    static List<String> parse(String text) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean started = false;
        char quote = NONE;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (quote != NONE && next == '\\' && i + 1 < text.length()) {
                i++;
                argument.append(unescaped(text.charAt(i)));
            } else if (quote != NONE ? next == quote : next == '"' || next == '\'') {
                quote = quote == NONE ? next : NONE;
                started = true;
            } else if (quote == NONE && next == '#' && !started) {
                i = endOfLine(text, i);
            } else if (quote == NONE && Character.isWhitespace(next)) {
                if (started) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                }
                started = false;
            } else {
                argument.append(next);
                started = true;
            }
        }
        if (started) {
            arguments.add(argument.toString());
        }
        return arguments;
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
