package dev.greenroom.livingdocumentation;

import io.cucumber.htmlformatter.MessagesToHtmlWriter;
import io.cucumber.messages.ndjson.Serializer;
import io.cucumber.messages.types.Envelope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the living documentation: {@code LivingDocumentation REPORT.ndjson FOLDER TARGET}. {@code index.html} is for
 * everybody, {@code details.html} is Cucumber's own page for those who look into a failure. {@code target.txt} beside the
 * report, which a run leaves, tells more of the target.
 */
public final class LivingDocumentation {
    private LivingDocumentation() {}

    /** @throws IllegalStateException when no scenario was started: a run that shows nothing is not a success */
    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        String target = target(report, arguments[2]);
        var page = make(report, Path.of(arguments[1]), target);
        System.out.println("Living documentation: " + page.toAbsolutePath());
        System.out.println("Shown against the target " + target);
    }

    static String target(Path report, String name) throws IOException {
        Path note = report.resolveSibling("target.txt");
        return Files.exists(note) ? Files.readString(note) : name;
    }

    static Path make(Path report, Path folder, String target) throws IOException {
        if (!Files.exists(report)) {
            throw new IllegalStateException(
                    "Tried to make the living documentation but there is no %s: the features did not run"
                            .formatted(report));
        }
        RecordedRun run = RecordedRun.read(report);
        Files.createDirectories(folder);
        Path page = Files.writeString(folder.resolve("index.html"), new Page(run, target).html());
        writeDetails(run, folder.resolve("details.html"));
        if (run.scenariosStarted() == 0) {
            throw new IllegalStateException("No scenario was started: "
                    + run.failureOutsideScenarios().orElse("check the tags or names that the run was limited to"));
        }
        return page;
    }

    private static void writeDetails(RecordedRun run, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                MessagesToHtmlWriter writer = MessagesToHtmlWriter.builder(new Serializer()::writeValue)
                        .title("Greenroom: details of the run")
                        .build(out)) {
            for (Envelope envelope : run.envelopes()) {
                writer.write(envelope);
            }
        }
    }
}
