package dev.greenroom.livingdocumentation;

import static java.util.stream.Collectors.joining;

import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Ends a run that did not show what it promises: {@code Verdict REPORT.ndjson}. What it says is the last that a build
 * prints.
 */
public final class Verdict {
    private final RecordedRun run;

    private Verdict(RecordedRun run) {
        this.run = run;
    }

    /** @throws IllegalStateException which says of every scenario that was not shown which sentence is to blame */
    public static void main(String[] arguments) throws IOException {
        var report = Path.of(arguments[0]);
        var broken = new Verdict(RecordedRun.read(report)).broken();
        if (!broken.isEmpty()) {
            throw new IllegalStateException(broken);
        }
    }

    private String broken() {
        return Chapters.inOrder(run.documents()).stream().flatMap(this::broken).collect(joining("\n"));
    }

    private Stream<String> broken(GherkinDocument document) {
        var feature = document.getFeature().map(Feature::getName).orElse("");
        return run.picklesOf(document).stream()
                .filter(pickle -> isBroken(run.outcome(pickle)))
                .map(pickle -> "%s: \"%s\", scenario \"%s\"%s"
                        .formatted(run.outcome(pickle).words(), feature, pickle.getName(), reason(pickle)));
    }

    private String reason(Pickle pickle) {
        return run.culprit(pickle)
                .map(culprit -> culprit.lines().map(line -> "\n  " + line).collect(joining()))
                .orElse("");
    }

    private static boolean isBroken(Outcome outcome) {
        return outcome != Outcome.WORKS && outcome != Outcome.NOT_SHOWN;
    }
}
