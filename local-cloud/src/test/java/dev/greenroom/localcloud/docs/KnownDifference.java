package dev.greenroom.localcloud.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** A row of {@code known-differences.tsv}: where an emulated service is not like AWS, and why. */
record KnownDifference(String service, String difference, String reason) {
    private static final String HEADER = "service\tdifference\treason";
    private static final int COLUMNS = 3;

    static List<KnownDifference> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("%s must begin with the line: %s".formatted(file, HEADER));
        }
        return lines.stream().skip(1).map(KnownDifference::parse).toList();
    }

    static void write(Path file, List<KnownDifference> rows) throws IOException {
        var text = new StringBuilder(HEADER).append('\n');
        rows.forEach(row -> text.append(row.line()).append('\n'));
        Files.writeString(file, text);
    }

    /** With the rows of each service side by side, in the order in which they are. */
    static List<KnownDifference> grouped(List<KnownDifference> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(KnownDifference::service, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    static KnownDifference parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("A row has %d columns, separated by tabs, but this one has %d: %s"
                    .formatted(COLUMNS, columns.length, line));
        }
        for (String column : columns) {
            if (column.isBlank() || !column.equals(column.strip())) {
                throw new IllegalArgumentException("No column is blank or begins or ends with one: " + line);
            }
        }
        return new KnownDifference(columns[0], columns[1], columns[2]);
    }

    private String line() {
        return String.join("\t", service, difference, reason);
    }
}
