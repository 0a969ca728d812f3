package dev.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.Revision;
import dev.greenroom.infra.pipeline.StageStatus;
import dev.greenroom.infra.pipeline.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void a_pipeline_that_nothing_was_pushed_to_waits_and_shows_no_error() {
        var born = new Execution("born", Status.FAILED, null, "CreatePipeline", "no branch main", BEGAN, BEGAN);
        var source = stage("Source", Status.FAILED, born, action("Source", Status.FAILED, "no branch main", null));

        assertThat(StatusReport.line(pipeline(born, source)))
                .isEqualTo("Pipeline greenroom: it waits for the first push. Next: git push aws");
    }

    @Test
    void what_runs_says_where_it_is() {
        Execution execution = execution(Status.IN_PROGRESS);
        var build = stage("Build", Status.IN_PROGRESS, execution, action("Build", Status.IN_PROGRESS, "", null));

        assertThat(StatusReport.line(pipeline(execution, build)))
                .isEqualTo("Pipeline greenroom: 1234567 Add curtain is in Build. Next: ./greenroom pipeline");
    }

    @Test
    void what_waits_for_approval_says_so_in_text_and_json() {
        Execution execution = execution(Status.IN_PROGRESS);
        var approval = new Approval(
                "greenroom", "Release", "Approval", "v1", "token", "", null, BEGAN, BEGAN.plusSeconds(600));
        var release =
                stage("Release", Status.IN_PROGRESS, execution, action("Approval", Status.IN_PROGRESS, "", approval));
        PipelineStatus pipeline = pipeline(execution, release);

        assertThat(StatusReport.line(pipeline))
                .contains("1234567 Add curtain waits for approval until ", "Next: ./greenroom approve, or");
        assertThat(StatusReport.asJson(pipeline))
                .containsEntry("pipeline", "greenroom")
                .containsEntry("state", "WAITS_FOR_APPROVAL")
                .containsKeys("summary", "next");
    }

    @Test
    void what_failed_says_why() {
        Execution execution = execution(Status.FAILED);
        var build = stage("Build", Status.FAILED, execution, action("Build", Status.FAILED, "Tests failed", null));

        assertThat(StatusReport.line(pipeline(execution, build)))
                .contains("1234567 Add curtain failed in Build: Tests failed", "./greenroom pipeline retry");
    }

    private static PipelineStatus pipeline(Execution execution, StageStatus stage) {
        return new PipelineStatus("greenroom", List.of(stage), List.of(execution));
    }

    private static Execution execution(Status status) {
        return new Execution(
                "v1", status, new Revision("12345678", "Add curtain"), "CloudWatchEvent rule", "", BEGAN, BEGAN);
    }

    private static StageStatus stage(String name, Status status, Execution execution, ActionStatus action) {
        return new StageStatus(name, status, execution, null, List.of(action), null);
    }

    private static ActionStatus action(String name, Status status, String summary, @Nullable Approval decision) {
        return new ActionStatus(name, "Any", 1, status, BEGAN, null, summary, "", Map.of(), decision);
    }
}
