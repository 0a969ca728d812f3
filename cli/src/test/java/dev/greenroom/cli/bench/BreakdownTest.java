package dev.greenroom.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.cli.fakes.FakeAws;
import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;

class BreakdownTest {
    private static final Instant PUSH = Instant.parse("2031-05-01T19:30:00Z");

    private final FakeAws aws = new FakeAws();
    private final Breakdown breakdown = new Breakdown(aws, Map.of("Build", Duration.ofSeconds(30)));

    @Test
    void tells_where_the_time_of_each_action_goes_in_their_order() {
        phase(BuildPhaseType.SUBMITTED, 12, 13);
        phase(BuildPhaseType.QUEUED, 13, 14);
        phase(BuildPhaseType.PROVISIONING, 14, 16);
        phase(BuildPhaseType.DOWNLOAD_SOURCE, 16, 17);
        phase(BuildPhaseType.INSTALL, 17, 20);
        phase(BuildPhaseType.PRE_BUILD, 20, 21);
        phase(BuildPhaseType.BUILD, 21, 45);
        phase(BuildPhaseType.POST_BUILD, 45, 46);
        phase(BuildPhaseType.UPLOAD_ARTIFACTS, 46, 50);
        phase(BuildPhaseType.FINALIZING, 50, 51);
        phase(BuildPhaseType.COMPLETED, 51, null);

        var table = table(
                100, action("Build", "CodeBuild", 12, 52, "build:1"), action("Source", "CodeCommit", 5, 10, "v1"));

        assertThat(lines(table))
                .containsExactly(
                        "WHERE IT GOES (s) | AT | TOOK | SHARE | BY HAND | QUEUE | PROVISION | SOURCE | INSTALL"
                                + " | COMMANDS | UPLOAD | FINALIZE | AROUND",
                        "until Source | 0.0 | 5.0 | 5 %",
                        "Source | 5.0 | 5.0 | 5 % | ",
                        "Build | 12.0 | 40.0 | 40 % | 30.0 | 2.0 | 2.0 | 1.0 | 3.0 | 26.0 | 4.0 | 1.0 | 1.0",
                        "between actions | 0.0 | 50.0 | 50 %",
                        "all of it | 0.0 | 100.0 | 100 %");
    }

    @Test
    void an_action_that_has_not_ended_takes_the_rest() {
        assertThat(lines(table(8, action("Approval", "Manual", 6, null, ""))))
                .contains("Approval | 6.0 | 2.0 | 25 % | ", "between actions | 0.0 | 0.0 | 0 %");
    }

    @Test
    void what_the_last_action_does_after_the_end_is_not_between_actions() {
        assertThat(lines(table(8, action("Toggle", "CloudFormation", 2, 10, ""))))
                .contains("between actions | 0.0 | 0.0 | 0 %", "all of it | 0.0 | 8.0 | 100 %");
    }

    @Test
    void actions_that_began_before_or_after_or_never_are_left_out() {
        var table = table(
                10,
                action("Earlier", "CodeCommit", -1, 5, ""),
                action("Later", "CodeCommit", 10, 11, ""),
                action("Never", "CodeCommit", null, null, ""));

        assertThat(lines(table).subList(1, table.size()))
                .containsExactly("between actions | 0.0 | 10.0 | 100 %", "all of it | 0.0 | 10.0 | 100 %");
    }

    private List<List<String>> table(int seconds, ActionStatus... actions) {
        return breakdown.table(PUSH, PUSH.plusSeconds(seconds), List.of(actions));
    }

    private static List<String> lines(List<List<String>> table) {
        return table.stream().map(row -> String.join(" | ", row)).toList();
    }

    /** Of the one build that there is. */
    private void phase(BuildPhaseType type, int from, @Nullable Integer until) {
        aws.codeBuild().spent("build:1", type, at(from), at(until));
    }

    private static ActionStatus action(
            String name, String provider, @Nullable Integer began, @Nullable Integer ended, String externalId) {
        return new ActionStatus(
                name, provider, 1, Status.SUCCEEDED, at(began), at(ended), "", externalId, Map.of(), null);
    }

    private static @Nullable Instant at(@Nullable Integer seconds) {
        return seconds == null ? null : PUSH.plusSeconds(seconds);
    }
}
