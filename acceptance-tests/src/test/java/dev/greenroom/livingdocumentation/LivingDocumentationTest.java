package dev.greenroom.livingdocumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the documentation of what Cucumber really recorded of small features. */
final class LivingDocumentationTest {
    private static final String FEATURES = "classpath:dev/greenroom/livingdocumentation/features";

    @TempDir
    private Path folder;

    @Nested
    final class Of_a_whole_run {
        @Test
        void counts_promises_in_words_of_a_reader() throws IOException {
            assertThat(page(report("theatre")))
                    .contains("✔ Works: 4", "✘ Broken: 2", "… Not built yet: 2")
                    .contains("Shown against the target local, 20")
                    .doesNotContain("cut off");
        }

        @Test
        void says_what_the_run_noted_of_its_target() throws IOException {
            Path report = report("theatre");
            assertThat(LivingDocumentation.target(report, "local")).isEqualTo("local");

            Files.writeString(report.resolveSibling("target.txt"), "local, in Docker containers");

            assertThat(LivingDocumentation.target(report, "local")).isEqualTo("local, in Docker containers");
        }

        @Test
        void tells_features_in_the_order_of_a_delivery() throws IOException {
            assertThat(page(report("theatre")))
                    .containsSubsequence(
                            "<a href=\"#provisioning-stage\">The stage is set</a> <span class=\"badge works\">",
                            "<a href=\"#toggle-show\">The show goes on</a> <span class=\"badge broken\">",
                            "<a href=\"#encore-encore\">Nobody planned an encore</a>",
                            "<section id=\"provisioning-stage\">",
                            "<section id=\"toggle-show\">",
                            "<section id=\"encore-encore\">");
        }

        @Test
        void renders_the_text_of_features_and_rules() throws IOException {
            assertThat(page(report("theatre")))
                    .contains("<strong>one</strong>", "<td>actors</td>")
                    .contains("<h3>Whatever happens</h3>", "<em>end</em>");
        }

        @Test
        void shows_tables_and_texts_of_steps_and_what_they_attached() throws IOException {
            assertThat(scenario("It works"))
                    .contains("<pre>to be &lt;or&gt; not to be</pre>")
                    .contains("<tr><th>who</th></tr>\n<tr><td>actors</td></tr>")
                    .contains("<summary>What was said</summary><pre>&lt;b&gt;bravo&lt;/b&gt;</pre>")
                    .contains("<summary>Who clapped</summary><table>", "<td>everybody</td>")
                    .contains("<img alt=\"The curtain\" src=\"data:image/png;base64,");
        }

        @Test
        void says_which_step_broke_and_why_without_a_stack_trace() throws IOException {
            assertThat(scenario("It breaks"))
                    .contains("✘ Broken</span></h4>")
                    .contains(
                            "<b>Then</b> something breaks because of &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot;"
                                    + " <span class=\"broken\">✘</span>")
                    .contains("Broken by &lt;script&gt;alert(1)&lt;/script&gt;</pre>")
                    .doesNotContain("<script>", "TheatreSteps");
        }

        @Test
        void tells_what_nobody_has_built_yet() throws IOException {
            assertThat(scenario("It is only planned")).contains("… Not built yet</span></h4>");
            assertThat(scenario("It is half built")).contains("<span class=\"not-built-yet\">…</span></li>");
        }

        @Test
        void tells_of_each_example_how_it_went() throws IOException {
            assertThat(scenario("Act &lt;act&gt;"))
                    .contains("<h5>Endings</h5>")
                    .contains("<tr><td>1</td><td>works</td><td><span class=\"badge works\">")
                    .contains("<tr><td>2</td><td>breaks</td><td><span class=\"badge broken\">")
                    .contains("Then act 2 breaks\nAct 2 broke");
        }

        @Test
        void leaves_the_details_for_testers_beside_it() throws IOException {
            page(report("theatre"));

            assertThat(folder.resolve("documentation/details.html")).isNotEmptyFile();
        }
    }

    @Nested
    final class Of_a_run_that_was_cut_off {
        @Test
        void tells_which_scenario_it_was_and_which_were_never_shown() throws IOException {
            var page = page(cutOff());

            assertThat(page).contains("This run was cut off before its end.");
            assertThat(article(page, "It works")).contains("✂ Cut off");
            assertThat(article(page, "It breaks")).contains("– Not shown in this run");
        }
    }

    @Nested
    final class Of_a_run_that_shows_nothing {
        @Test
        void fails_when_no_scenario_was_chosen() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> page(report("theatre", "--tags", "@nobody")))
                    .withMessage("No scenario was started: check the tags or names that the run was limited to");
        }

        @Test
        void fails_with_the_reason_when_the_run_could_not_begin() throws IOException {
            assertThatIllegalStateException().isThrownBy(() -> report("fire"));
            var report = folder.resolve("report.ndjson");

            assertThatIllegalStateException()
                    .isThrownBy(() -> page(report))
                    .withMessage("No scenario was started: The theatre is on fire");
            assertThat(Files.readString(folder.resolve("documentation/index.html")))
                    .contains("The run failed before or after its scenarios.", "The theatre is on fire");
        }

        @Test
        void fails_when_nothing_was_recorded() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> page(folder.resolve("report.ndjson")))
                    .withMessage("Tried to make the living documentation but there is no %s: the features did not run"
                            .formatted(folder.resolve("report.ndjson")));
        }
    }

    @Nested
    final class The_verdict {
        @Test
        void names_the_sentence_that_is_to_blame_and_its_feature() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> verdict(report("theatre")))
                    .withMessageContaining("""
                        Broken: "The show goes on", scenario "It breaks"
                          Then something breaks because of "<script>alert(1)</script>"
                        """)
                    .withMessageContaining("Broken by <script>alert(1)</script>")
                    .withMessageContaining("Not built yet: \"The show goes on\", scenario \"It is only planned\"")
                    .withMessageNotContaining("scenario \"It works\"");
        }

        @Test
        void is_silent_about_a_run_that_works() {
            assertThatNoException().isThrownBy(() -> verdict(report("theatre", "--name", "^It works$")));
        }

        @Test
        void tells_what_was_cut_off() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> verdict(cutOff()))
                    .withMessage("Cut off: \"The show goes on\", scenario \"It works\"");
        }

        private void verdict(Path report) throws IOException {
            Verdict.main(new String[] {report.toString()});
        }
    }

    /** The report up to the middle of a line, while the scenario with the evidence was running. */
    private Path cutOff() throws IOException {
        List<String> lines = Files.readAllLines(report("theatre"));
        int attachment = 0;
        while (!lines.get(attachment).startsWith("{\"attachment\"")) {
            attachment++;
        }
        var kept = new ArrayList<>(lines.subList(0, attachment));
        kept.add(lines.get(attachment).substring(0, 20));
        return Files.writeString(folder.resolve("cut-off.ndjson"), String.join("\n", kept));
    }

    private Path report(String glue, String... options) {
        var report = folder.resolve("report.ndjson");
        var arguments = new ArrayList<>(List.of(
                "--plugin",
                "message:" + report,
                "--glue",
                "dev.greenroom.livingdocumentation." + glue,
                "--no-summary"));
        arguments.addAll(List.of(options));
        arguments.add(FEATURES);
        Main.run(arguments.toArray(String[]::new), getClass().getClassLoader());
        return report;
    }

    private String page(Path report) throws IOException {
        return Files.readString(LivingDocumentation.make(report, folder.resolve("documentation"), "local"));
    }

    private String scenario(String name) throws IOException {
        return article(page(report("theatre")), name);
    }

    private static String article(String page, String name) {
        var from = page.indexOf("<article><h4>" + name);
        assertThat(from).as("scenario " + name).isPositive();
        return page.substring(from, page.indexOf("</article>", from));
    }
}
