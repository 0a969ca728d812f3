package dev.greenroom.infra.steps;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a step finds out for the steps after it: the build's shell exports the file, and CodeBuild the variables. */
final class Exports {
    private final Path file;
    private final PrintStream out;

    Exports(Path file, PrintStream out) {
        this.file = requireNonNull(file, "file is null");
        this.out = requireNonNull(out, "out is null");
    }

    /** @param variables without blanks in their values, so that {@code export $(cat FILE)} takes them as they are */
    void write(Map<String, String> variables) {
        var lines = new TreeMap<>(variables)
                .entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(file, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException("Tried to write %s".formatted(file), failed);
        }
        out.print(lines);
    }
}
