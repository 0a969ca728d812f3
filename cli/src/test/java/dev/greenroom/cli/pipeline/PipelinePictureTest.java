package dev.greenroom.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.cli.fakes.FakeAws;
import dev.greenroom.cli.fakes.FakePipeline;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinePictureTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(125);

    private final FakeAws aws = new FakeAws();
    private final FakePipeline codePipeline = aws.codePipeline();

    @Test
    void a_new_pipeline_waits_for_the_first_push_and_has_no_error() {
        codePipeline.execution("born", "Failed", "", "CreatePipeline");
        codePipeline.holds("Source", "born", "Failed");
        codePipeline.action("Source", "Source", "born", "Failed", "No branch main", "");

        assertThat(picture()).containsExactly("Pipeline greenroom: it waits for the first push", "Next: git push aws");
        assertThat(Situation.of(status()).state()).isEqualTo(Situation.State.WAITS_FOR_PUSH);
    }

    @Nested
    class While_one_waits_for_approval_and_another_behind_it {
        private void v1_asks_and_v2_waits() {
            codePipeline.execution("v1", "InProgress", "1111111111");
            codePipeline.execution("v2", "InProgress", "2222222222");
            codePipeline.holds("Source", "v2", "Succeeded");
            codePipeline.action("Source", "Source", "v2", "Succeeded");
            codePipeline.holds("Build", "v2", "Succeeded");
            codePipeline.action("Build", "Build", "v2", "Succeeded");
            codePipeline.holds("Release", "v1", "InProgress");
            codePipeline.action("Release", "Approval", "v1", "InProgress");
            codePipeline.asks("token");
            codePipeline.waitsInFront("Release", "v2");
        }

        @Test
        void the_picture_says_who_is_where_who_waits_and_why_and_what_to_do() {
            v1_asks_and_v2_waits();

            assertThat(picture())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("Pipeline greenroom: 1111111 Change v1 waits for approval until "))
                    .anyMatch(line -> line.matches("  ✔ Build +12\\.0 s  2222222 Change v2"))
                    .anyMatch(line -> line.matches("  ◆ Release +2 min 05 s  1111111 Change v1"))
                    .anyMatch(line ->
                            line.matches("    ◆ Approval +2 min 05 s  until \\d\\d:\\d\\d: ./greenroom approve"))
                    .anyMatch(line -> line.matches("    · Toggle"))
                    .contains(
                            "    … 2222222 Change v2 waits: Release holds 1111111 Change v1, which waits for approval")
                    .contains("Look: image 1@sha256:1, in slot b")
                    .endsWith("Next: ./greenroom approve, or ./greenroom pipeline reject --reason WHY");
        }

        @Test
        void colour_is_for_terminals_that_want_it() {
            v1_asks_and_v2_waits();

            assertThat(String.join("", picture())).doesNotContain("\u001b");
            assertThat(String.join("", Picture.of(status(), NOW, true))).contains("\u001b[33m◆\u001b[0m Release");
        }

        @Test
        void json_tells_the_same_to_scripts() {
            v1_asks_and_v2_waits();

            Map<String, Object> json = PipelineJson.of(status(), NOW);

            assertThat(json)
                    .containsEntry("pipeline", "greenroom")
                    .containsEntry("state", "WAITS_FOR_APPROVAL")
                    .containsKeys("summary", "next", "approval", "stages", "executions");
            assertThat((List<?>) json.get("stages")).last().satisfies(release -> assertThat(release.toString())
                    .contains(
                            "status=IN_PROGRESS",
                            "execution=v1",
                            "waiting=v2",
                            "reason=Release holds 1111111 Change v1, which waits for approval"));
        }

        @Test
        void the_wait_for_the_newest_goes_on_and_that_for_the_asking_one_is_over() {
            v1_asks_and_v2_waits();

            assertThat(Verdict.of(status(), Optional.empty())).isEmpty();
            assertThat(Verdict.of(status(), Optional.of("111")))
                    .hasValueSatisfying(verdict -> assertThat(verdict.isGood()).isTrue());
        }
    }

    @Test
    void what_failed_says_why_and_where_its_log_is() {
        codePipeline.execution("v1", "Failed", "1111111111");
        codePipeline.holds("Build", "v1", "Failed");
        codePipeline.action("Build", "Build", "v1", "Failed", "Build terminated\nwith state FAILED", "build:1");

        assertThat(picture())
                .contains("Pipeline greenroom: 1111111 Change v1 failed in Build: Build terminated")
                .anyMatch(line ->
                        line.matches("  ✘ Build +12\\.0 s  1111111 Change v1  Build terminated with state FAILED"
                                + "  ./greenroom pipeline logs Build"))
                .endsWith("Next: ./greenroom pipeline logs Build, or ./greenroom pipeline retry, or git push aws");
    }

    @Test
    void a_build_that_runs_says_where_its_log_is() {
        codePipeline.execution("v1", "InProgress", "1111111111");
        codePipeline.holds("Build", "v1", "InProgress");
        codePipeline.action("Build", "Build", "v1", "InProgress", "", "build:1");

        assertThat(picture())
                .contains("Pipeline greenroom: 1111111 Change v1 is in Build")
                .anyMatch(line ->
                        line.matches("  ▶ Build +2 min 05 s  1111111 Change v1  ./greenroom pipeline logs Build"));
    }

    @ParameterizedTest
    @CsvSource({"Succeeded, true", "Failed, false", "Stopped, false", "Superseded, false", "Cancelled, false"})
    void the_wait_ends_with_the_execution(String state, boolean isGood) {
        codePipeline.execution("v1", state, "1111111111");

        assertThat(Verdict.of(status(), Optional.empty()))
                .hasValueSatisfying(verdict -> assertThat(verdict.isGood()).isEqualTo(isGood));
    }

    @Test
    void the_wait_for_a_commit_goes_on_until_it_has_begun() {
        codePipeline.execution("v1", "Succeeded", "1111111111");

        assertThat(Verdict.of(status(), Optional.of("2222222"))).isEmpty();
    }

    @Test
    void the_journal_tells_each_change_once() {
        Journal journal = new Journal();
        codePipeline.execution("v1", "InProgress", "1111111111");
        codePipeline.holds("Build", "v1", "InProgress");
        codePipeline.action("Build", "Build", "v1", "InProgress");

        assertThat(journal.next(status(), NOW))
                .singleElement()
                .asString()
                .matches("\\d\\d:\\d\\d:\\d\\d 1111111 Change v1: Build began");
        assertThat(journal.next(status(), NOW.plusSeconds(1))).isEmpty();

        codePipeline.action("Build", "Build", "v1", "Succeeded");
        codePipeline.execution("v1", "Succeeded", "1111111111");

        assertThat(journal.next(status(), NOW))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("1111111 Change v1: Build succeeded after 12.0 s"),
                        line -> assertThat(line).endsWith("1111111 Change v1: was delivered"));
        assertThat(journal.next(status(), NOW.plusSeconds(9))).isEmpty();
    }

    private List<String> picture() {
        return Picture.of(status(), NOW, false);
    }

    private PipelineStatus status() {
        return new Pipeline("greenroom", aws).status();
    }
}
