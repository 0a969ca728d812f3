package dev.greenroom.livingdocumentation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page for everybody: features in the order of a delivery, each promise with what the run showed of it. */
final class Page {
    private final RecordedRun run;
    private final String target;
    private final List<GherkinDocument> features;

    /** @param target what the features ran against */
    Page(RecordedRun run, String target) {
        this.run = run;
        this.target = target;
        this.features = Chapters.inOrder(run.documents());
    }

    String html() throws IOException {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Greenroom: living documentation</title>
                <style>
                %s</style>
                </head>
                <body><main>
                <h1>What Greenroom promises</h1>
                %s%s%s<nav aria-label="Features"><ol>
                %s</ol></nav>
                %s<footer><a href="details.html">Details for testers</a></footer>
                </main></body></html>
                """.formatted(style(), banners(), counts(), circumstances(), contents(), sections());
    }

    private String banners() {
        var banners = new StringBuilder();
        if (run.wasCutOff()) {
            banners.append("<p class=\"banner\" role=\"alert\">This run was cut off before its end.</p>\n");
        }
        run.failureOutsideScenarios().ifPresent(failure -> banners.append(
                        "<p class=\"banner\" role=\"alert\">The run failed before or after its scenarios.</p>\n")
                .append("<pre class=\"failure\">%s</pre>\n".formatted(Html.escaped(failure))));
        return banners.toString();
    }

    private String counts() {
        return features.stream()
                .map(run::picklesOf)
                .flatMap(Collection::stream)
                .collect(groupingBy(run::outcome, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(count -> "<span class=\"%s\">%s %s: %d</span>"
                        .formatted(
                                count.getKey().cssClass(),
                                count.getKey().mark(),
                                count.getKey().words(),
                                count.getValue()))
                .collect(joining(" ", "<p class=\"summary\">", "</p>\n"));
    }

    private String circumstances() {
        var start = run.start().map(at -> ", %tF %<tR UTC".formatted(at.atOffset(ZoneOffset.UTC)));
        var duration =
                run.duration().map(took -> ", in %d min %02d s".formatted(took.toMinutes(), took.toSecondsPart()));
        return "<p>Shown against the target %s%s%s.</p>\n"
                .formatted(Html.escaped(target), start.orElse(""), duration.orElse(""));
    }

    private String contents() {
        return features.stream()
                .map(document -> "<li><a href=\"#%s\">%s</a> %s</li>\n"
                        .formatted(
                                Chapters.anchor(document),
                                Html.escaped(document.getFeature().orElseThrow().getName()),
                                Html.badge(worst(run.picklesOf(document)))))
                .collect(joining());
    }

    private Outcome worst(List<Pickle> pickles) {
        return Outcome.worst(pickles.stream().map(run::outcome));
    }

    private String sections() {
        return features.stream()
                .map(document -> new FeatureSection(run, document).html())
                .collect(joining());
    }

    private static String style() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IOException("The classpath has no style.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
