package dev.greenroom.acceptance.steps;

import io.cucumber.java.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a scenario saw, for the documentation: shown beside its steps. */
public final class Evidence {
    private @Nullable Scenario scenario;

    void of(Scenario newScenario) {
        scenario = newScenario;
    }

    void lines(String name, List<String> lines) {
        attach(name, "text/plain", lines.isEmpty() ? "none" : String.join("\n", lines));
    }

    /** @param header names of the columns */
    void table(String name, List<String> header, List<List<String>> rows) {
        var text = new StringBuilder(row(header))
                .append(row(header.stream().map(column -> "---").toList()));
        rows.forEach(row -> text.append(row(row)));
        attach(name, "text/markdown", text.toString());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private void attach(String name, String mediaType, String text) {
        if (scenario != null) {
            scenario.attach(text.getBytes(StandardCharsets.UTF_8), mediaType, name);
        }
    }
}
