package dev.greenroom.livingdocumentation;

import io.cucumber.messages.types.Background;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.TableRow;
import java.util.List;
import java.util.Map;

/** One feature with its text, its scenarios and what the run showed of each. */
final class FeatureSection {
    private final RecordedRun run;
    private final GherkinDocument document;
    private final StringBuilder html = new StringBuilder();

    FeatureSection(RecordedRun run, GherkinDocument document) {
        this.run = run;
        this.document = document;
    }

    String html() {
        Feature feature = document.getFeature().orElseThrow();
        append("<section id=\"%s\"><h2>%s</h2>\n", Chapters.anchor(document), Html.escaped(feature.getName()));
        html.append(Html.markdown(feature.getDescription()));
        feature.getChildren().forEach(child -> {
            child.getBackground().ifPresent(this::background);
            child.getScenario().ifPresent(this::scenario);
            child.getRule().ifPresent(this::rule);
        });
        html.append("</section>\n");
        return html.toString();
    }

    private void rule(Rule rule) {
        append("<section class=\"rule\"><h3>%s</h3>\n", Html.escaped(rule.getName()));
        html.append(Html.markdown(rule.getDescription()));
        rule.getChildren().forEach(child -> {
            child.getBackground().ifPresent(this::background);
            child.getScenario().ifPresent(this::scenario);
        });
        html.append("</section>\n");
    }

    private void background(Background background) {
        html.append("<div class=\"background\">\n");
        steps(background.getSteps(), Map.of());
        html.append("</div>\n");
    }

    private void scenario(Scenario scenario) {
        List<Pickle> pickles = run.picklesOf(scenario);
        Outcome worst = Outcome.worst(pickles.stream().map(run::outcome));
        append("<article><h4>%s %s</h4>\n", Html.escaped(scenario.getName()), Html.badge(worst));
        html.append(Html.markdown(scenario.getDescription()));
        if (scenario.getExamples().isEmpty()) {
            pickles.forEach(pickle -> {
                steps(scenario.getSteps(), run.stepOutcomes(pickle));
                html.append(new EvidenceBlock(run, pickle).html());
            });
        } else {
            steps(scenario.getSteps(), Map.of());
            scenario.getExamples().forEach(examples -> examples(examples, pickles));
        }
        html.append("</article>\n");
    }

    private void examples(Examples examples, List<Pickle> pickles) {
        append("<h5>%s</h5>\n", Html.escaped(examples.getName().isBlank() ? "Examples" : examples.getName()));
        html.append(Html.markdown(examples.getDescription())).append("<table>\n");
        examples.getTableHeader().ifPresent(header -> row("th", header, "<th></th>"));
        examples.getTableBody().forEach(row -> row("td", row, outcome(row, pickles)));
        html.append("</table>\n");
    }

    /** The cell that tells how the example of a row went. */
    private String outcome(TableRow row, List<Pickle> pickles) {
        return pickles.stream()
                .filter(pickle -> pickle.getAstNodeIds().contains(row.getId()))
                .findFirst()
                .map(pickle -> "<td>%s%s</td>"
                        .formatted(Html.badge(run.outcome(pickle)), new EvidenceBlock(run, pickle).html()))
                .orElse("<td></td>");
    }

    private void steps(List<Step> steps, Map<String, Outcome> outcomes) {
        html.append("<ul class=\"steps\">\n");
        steps.forEach(step -> {
            Outcome outcome = outcomes.getOrDefault(step.getId(), Outcome.WORKS);
            append("<li><b>%s</b> %s", Html.escaped(step.getKeyword().strip()), Html.escaped(step.getText()));
            if (outcome != Outcome.WORKS && outcome != Outcome.NOT_SHOWN) {
                append(" <span class=\"%s\">%s</span>", outcome.cssClass(), outcome.mark());
            }
            step.getDataTable().ifPresent(table -> table(table.getRows()));
            step.getDocString().ifPresent(text -> append("<pre>%s</pre>", Html.escaped(text.getContent())));
            html.append("</li>\n");
        });
        html.append("</ul>\n");
    }

    private void table(List<TableRow> rows) {
        html.append("\n<table>\n");
        for (int index = 0; index < rows.size(); index++) {
            row(index == 0 ? "th" : "td", rows.get(index), "");
        }
        html.append("</table>\n");
    }

    private void row(String cell, TableRow row, String last) {
        html.append("<tr>");
        row.getCells().forEach(each -> append("<%1$s>%2$s</%1$s>", cell, Html.escaped(each.getValue())));
        html.append(last).append("</tr>\n");
    }

    private void append(String format, Object... values) {
        html.append(format.formatted(values));
    }
}
