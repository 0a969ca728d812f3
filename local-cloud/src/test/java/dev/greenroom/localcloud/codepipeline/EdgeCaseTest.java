package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.deploy;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * While v1 waits for its approval, v2 and v3 arrive. Green is a stack that has the version which was deployed last; what
 * is live is what green was when the toggle ran, which is what really matters to end users.
 */
class EdgeCaseTest {
    private static final Map<String, String> VERSION =
            Map.of("ParameterOverrides", "{\"Version\": \"#{Commit.CommitId}\"}");

    private final PipelineFixture fixture = new PipelineFixture();
    private final ActionDeclaration deployGreen = deploy("Green", 1, VERSION);
    private final ActionDeclaration smoke = build("Smoke", 2);
    private final ActionDeclaration approval = approval("Approval", 3);
    private final ActionDeclaration toggle = build("Toggle", 4);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void in_one_stage_green_stays_v1_until_the_decision_and_v3_follows() {
        String v1 = deliverFirst(pipeline(source(), stage("Release", deployGreen, smoke, approval, toggle)));
        String token = fixture.awaitApproval("Release", "Approval", v1);
        assertThat(green()).isEqualTo("v1");

        String v2 = fixture.deliver("v2");
        fixture.awaitInbound("Release", v2);
        String v3 = fixture.deliver("v3");
        fixture.awaitInbound("Release", v3);

        assertThat(fixture.status(v2)).isEqualTo(PipelineExecutionStatus.SUPERSEDED);
        assertThat(green()).isEqualTo("v1");
        fixture.aws.codeBuild.hold("Toggle");
        fixture.approve("Release", "Approval", token);
        await().until(() -> !fixture.aws.codeBuild.requests("Toggle").isEmpty());
        assertThat(green()).as("what is toggled is what was approved").isEqualTo("v1");
        fixture.aws.codeBuild.release("Toggle");

        fixture.awaitApproval("Release", "Approval", v3);
        assertThat(fixture.status(v1)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(green()).isEqualTo("v3");
    }

    @Test
    void in_separate_stages_green_is_overwritten_while_v1_waits_and_approving_v1_toggles_another_version() {
        String v1 = deliverFirst(pipeline(
                source(),
                stage("DeployGreen", deployGreen),
                stage("SmokeTest", smoke),
                stage("Approval", approval),
                stage("Toggle", toggle)));
        String token = fixture.awaitApproval("Approval", "Approval", v1);

        String v2 = fixture.deliver("v2");
        fixture.awaitInbound("Approval", v2);
        String v3 = fixture.deliver("v3");
        fixture.awaitInbound("Approval", v3);

        assertThat(fixture.status(v2)).isEqualTo(PipelineExecutionStatus.SUPERSEDED);
        assertThat(fixture.status(v1))
                .as("inside of a stage nobody is superseded")
                .isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
        fixture.approve("Approval", "Approval", token);
        fixture.awaitStatus(v1, PipelineExecutionStatus.SUCCEEDED);
        assertThat(fixture.aws.codeBuild.requests("Toggle")).hasSize(1);
        assertThat(green()).as("what v1's approval made live").isEqualTo("v3");
        fixture.awaitApproval("Approval", "Approval", v3);
    }

    @Test
    void in_one_stage_a_rejection_lets_the_latest_in() {
        String v1 = deliverFirst(pipeline(source(), stage("Release", deployGreen, smoke, approval, toggle)));
        String token = fixture.awaitApproval("Release", "Approval", v1);
        String v2 = fixture.deliver("v2");
        fixture.awaitInbound("Release", v2);

        fixture.reject("Release", "Approval", token);

        fixture.awaitApproval("Release", "Approval", v2);
        assertThat(fixture.status(v1)).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(green()).isEqualTo("v2");
        assertThat(fixture.aws.codeBuild.requests("Toggle")).isEmpty();
    }

    private String deliverFirst(PipelineDeclaration.Builder pipeline) {
        fixture.push("v1");
        return fixture.createRunning(pipeline);
    }

    private String green() {
        return fixture.aws.cloudFormation.parameter("Green", "Version").orElse("nothing");
    }
}
