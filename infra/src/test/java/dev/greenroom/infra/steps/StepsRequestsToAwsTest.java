package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.infra.fakes.GoldenFile;
import dev.greenroom.infra.fakes.RecordedAws;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** What the builds of the pipeline ask AWS, request by request as it is known to be right. */
final class StepsRequestsToAwsTest {
    @TempDir
    Path folder;

    @Test
    void are_those_that_are_known() throws Exception {
        var rehearsal = new Rehearsal()
                .isLive("a", "none", "http://demo-test.eu-central-1.elb.amazonaws.com:8080")
                .holds("a", Rehearsal.OLD)
                .holds("b", Rehearsal.NEW)
                .told("PIPELINE", "demo")
                .told("EXECUTION_ID", "v2")
                .told("SERVICES_ROLE", "arn:aws:iam::123456789012:role/demo-services")
                .told("IDLE_MINUTES", "60")
                .told("LIVE_SLOT", "a")
                .told("GREEN_SLOT", "b")
                .told("IMAGE", Rehearsal.NEW.toString())
                .told("TESTED_TASKDEF", Rehearsal.NEW.toString());
        var pipeline = rehearsal.aws.codePipeline();
        pipeline.holds("v1", "InProgress");
        pipeline.asksWith("00000000-0000-0000-0000-000000000000");
        pipeline.waitsInFront("v2");
        try (var aws = new RecordedAws(rehearsal.aws)) {
            new ResolveSlot(
                            rehearsal.variables(),
                            aws.clients(),
                            new Exports(folder.resolve("variables.env"), rehearsal.out))
                    .run();
            new Verify(rehearsal.variables(), aws.clients(), rehearsal.out).run();
            new RejectStaleApproval(
                            rehearsal.variables(), aws.clients().codePipeline(), rehearsal.pacing, rehearsal.out)
                    .run();
            var longAgo = Instant.EPOCH.plus(Duration.ofHours(1));
            pipeline.hasExecutions(PipelineExecutionSummary.builder()
                    .pipelineExecutionId("v1")
                    .status("Succeeded")
                    .startTime(longAgo)
                    .lastUpdateTime(longAgo)
                    .build());
            new StopIdleGreen(rehearsal.variables(), aws.clients(), rehearsal.clock, rehearsal.pacing, rehearsal.out)
                    .run();

            assertThat(rehearsal.aws.cloudFormation().calls()).containsExactly("update demo-test-service-b");
            assertThat(pipeline.calls()).hasSize(1);
            new GoldenFile("src/test/resources/dev/greenroom/infra/requests/steps.json")
                    .says(aws.recorder().json());
        }
    }
}
