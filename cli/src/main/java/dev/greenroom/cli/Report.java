package dev.greenroom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command's result on standard output, for a person or for a script. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    static void json(PrintStream out, Map<String, ?> result) {
        try {
            out.println(JSON.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Results are maps, lists and scalars", e);
        }
    }

    /** For results that come one by one. */
    static void jsonLine(PrintStream out, Map<String, ?> result) {
        try {
            out.println(
                    JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Results are maps, lists and scalars", e);
        }
    }

    /** Rows in columns as wide as needed; the first row is the header. */
    static void table(PrintStream out, List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        rows.forEach(row -> {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        });
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(("%-" + (widths.get(column) + 2) + "s").formatted(row.get(column)));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
