package dev.greenroom.livingdocumentation;

import io.cucumber.messages.types.Attachment;
import io.cucumber.messages.types.AttachmentContentEncoding;
import io.cucumber.messages.types.Background;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.TableRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The page for everybody: features in the order of a delivery, each promise with what the run showed of it. */
final class Page {
    /** Folders of features, as a delivery meets them; others follow in alphabetical order. */
    private static final List<String> CHAPTERS =
            List.of("provisioning", "rollout", "green_deployment", "toggle", "rollback", "teardown");

    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .build();

    private final RecordedRun run;
    private final String mode;
    private final StringBuilder html = new StringBuilder();

    /** @param mode what the features ran against, for example {@code local cloud, processes} */
    Page(RecordedRun run, String mode) {
        this.run = run;
        this.mode = mode;
    }

    String html() throws IOException {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Greenroom: living documentation</title><style>")
                .append(resource("style.css"))
                .append("</style></head><body><main><h1>What Greenroom promises</h1>");
        summary();
        List<GherkinDocument> documents = run.documents().stream()
                .filter(document -> document.getFeature().isPresent())
                .sorted(Comparator.comparing(Page::chapter).thenComparing(Page::uri))
                .toList();
        contents(documents);
        documents.forEach(document -> feature(document, document.getFeature().orElseThrow()));
        html.append("<footer><a href=\"details.html\">Details for testers</a></footer></main></body></html>\n");
        return html.toString();
    }

    private void summary() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        allPickles().forEach(pickle -> counts.merge(run.outcome(pickle), 1L, Long::sum));
        if (run.wasCutOff()) {
            html.append("<p class=\"banner\" role=\"alert\">This run was cut off before its end.</p>");
        }
        html.append("<p class=\"summary\">");
        html.append(counts.entrySet().stream()
                .map(entry -> "<span class=\"%s\">%s %s: %d</span>"
                        .formatted(
                                cssClass(entry.getKey()),
                                entry.getKey().mark(),
                                entry.getKey().words(),
                                entry.getValue()))
                .collect(Collectors.joining(" ")));
        html.append("</p><p>Shown against: ").append(escaped(mode)).append('.');
        run.duration()
                .ifPresent(duration -> html.append(
                        " The run took %d min %02d s.".formatted(duration.toMinutes(), duration.toSecondsPart())));
        html.append("</p>");
    }

    private List<Pickle> allPickles() {
        var pickles = new ArrayList<Pickle>();
        run.documents().forEach(document -> document.getFeature()
                .ifPresent(feature -> pickles.addAll(pickles(feature.getChildren()))));
        return pickles;
    }

    private List<Pickle> pickles(List<FeatureChild> children) {
        var pickles = new ArrayList<Pickle>();
        for (FeatureChild child : children) {
            child.getScenario().ifPresent(scenario -> pickles.addAll(run.picklesOf(scenario.getId())));
            child.getRule().ifPresent(rule -> rule.getChildren().forEach(each -> each.getScenario()
                    .ifPresent(scenario -> pickles.addAll(run.picklesOf(scenario.getId())))));
        }
        return pickles;
    }

    private void contents(List<GherkinDocument> documents) {
        html.append("<nav aria-label=\"Features\"><ol>");
        for (GherkinDocument document : documents) {
            Feature feature = document.getFeature().orElseThrow();
            Outcome worst = pickles(feature.getChildren()).stream()
                    .map(run::outcome)
                    .max(Comparator.comparing(Page::severity))
                    .orElse(Outcome.NOT_SHOWN);
            html.append("<li><a href=\"#%s\">%s</a> %s</li>"
                    .formatted(anchor(document), escaped(feature.getName()), badge(worst)));
        }
        html.append("</ol></nav>");
    }

    private void feature(GherkinDocument document, Feature feature) {
        html.append("<section id=\"%s\"><h2>%s</h2>".formatted(anchor(document), escaped(feature.getName())));
        html.append(markdown(feature.getDescription()));
        for (FeatureChild child : feature.getChildren()) {
            child.getBackground().ifPresent(this::background);
            child.getScenario().ifPresent(this::scenario);
            child.getRule().ifPresent(this::rule);
        }
        html.append("</section>");
    }

    private void rule(Rule rule) {
        html.append("<section class=\"rule\"><h3>%s</h3>".formatted(escaped(rule.getName())));
        html.append(markdown(rule.getDescription()));
        rule.getChildren().forEach(child -> {
            child.getBackground().ifPresent(this::background);
            child.getScenario().ifPresent(this::scenario);
        });
        html.append("</section>");
    }

    private void background(Background background) {
        html.append("<div class=\"background\">");
        steps(background.getSteps());
        html.append("</div>");
    }

    private void scenario(Scenario scenario) {
        List<Pickle> pickles = run.picklesOf(scenario.getId());
        Outcome worst = pickles.stream()
                .map(run::outcome)
                .max(Comparator.comparing(Page::severity))
                .orElse(Outcome.NOT_SHOWN);
        html.append("<article><h4>%s %s</h4>".formatted(escaped(scenario.getName()), badge(worst)));
        html.append(markdown(scenario.getDescription()));
        steps(scenario.getSteps());
        scenario.getExamples().forEach(examples -> examples(examples, pickles));
        pickles.forEach(this::evidence);
        html.append("</article>");
    }

    private void examples(Examples examples, List<Pickle> pickles) {
        html.append("<h5>%s</h5>".formatted(escaped(examples.getName().isBlank() ? "Examples" : examples.getName())));
        html.append("<table><thead>");
        examples.getTableHeader().ifPresent(header -> row("th", header, ""));
        html.append("</thead><tbody>");
        for (TableRow row : examples.getTableBody()) {
            String outcome = pickles.stream()
                    .filter(pickle -> pickle.getAstNodeIds().contains(row.getId()))
                    .map(pickle -> badge(run.outcome(pickle)))
                    .findFirst()
                    .orElse("");
            row("td", row, outcome);
        }
        html.append("</tbody></table>");
    }

    private void row(String cell, TableRow row, String last) {
        html.append("<tr>");
        row.getCells().forEach(each -> html.append("<%1$s>%2$s</%1$s>".formatted(cell, escaped(each.getValue()))));
        html.append("<%1$s>%2$s</%1$s></tr>".formatted(cell, last));
    }

    private void steps(List<Step> steps) {
        html.append("<ul class=\"steps\">");
        for (Step step : steps) {
            html.append("<li><b>%s</b> %s".formatted(escaped(step.getKeyword().strip()), escaped(step.getText())));
            step.getDataTable().ifPresent(table -> {
                html.append("<table>");
                List<TableRow> rows = table.getRows();
                for (int index = 0; index < rows.size(); index++) {
                    row(index == 0 ? "th" : "td", rows.get(index), "");
                }
                html.append("</table>");
            });
            step.getDocString().ifPresent(text -> html.append("<pre>%s</pre>".formatted(escaped(text.getContent()))));
            html.append("</li>");
        }
        html.append("</ul>");
    }

    private void evidence(Pickle pickle) {
        run.failure(pickle)
                .ifPresent(message ->
                        html.append("<pre class=\"failure\" role=\"alert\">%s</pre>".formatted(escaped(message))));
        for (Attachment attachment : run.evidence(pickle)) {
            String name = escaped(attachment.getFileName().orElse("Evidence"));
            html.append("<details><summary>%s</summary>%s</details>".formatted(name, content(attachment, name)));
        }
    }

    private static String content(Attachment attachment, String name) {
        boolean isBinary = attachment.getContentEncoding() == AttachmentContentEncoding.BASE64;
        if (isBinary && attachment.getMediaType().startsWith("image/")) {
            return "<img alt=\"%s\" src=\"data:%s;base64,%s\">"
                    .formatted(name, escaped(attachment.getMediaType()), attachment.getBody());
        }
        String text = isBinary
                ? new String(Base64.getDecoder().decode(attachment.getBody()), StandardCharsets.UTF_8)
                : attachment.getBody();
        return "<pre>%s</pre>".formatted(escaped(text));
    }

    /** Later outcomes of this order hide earlier ones when many are told as one. */
    private static int severity(Outcome outcome) {
        return List.of(Outcome.WORKS, Outcome.NOT_SHOWN, Outcome.NOT_BUILT_YET, Outcome.CUT_OFF, Outcome.BROKEN)
                .indexOf(outcome);
    }

    private static int chapter(GherkinDocument document) {
        String[] path = uri(document).split("/");
        int index = path.length < 2 ? -1 : CHAPTERS.indexOf(path[path.length - 2]);
        return index < 0 ? CHAPTERS.size() : index;
    }

    private static String uri(GherkinDocument document) {
        return document.getUri().orElse("");
    }

    private static String anchor(GherkinDocument document) {
        return uri(document)
                .replaceAll("^.*/features/|^classpath:features/|\\.feature$", "")
                .replaceAll("\\W", "-");
    }

    private static String badge(Outcome outcome) {
        return "<span class=\"badge %s\">%s %s</span>".formatted(cssClass(outcome), outcome.mark(), outcome.words());
    }

    private static String cssClass(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String markdown(String text) {
        return RENDERER.render(MARKDOWN.parse(text.stripIndent()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The classpath has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
