package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class ManualApprovalTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:approvals";

    private final PipelineFixture fixture = new PipelineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tells_a_topic_in_the_json_of_aws_with_variables_resolved() throws Exception {
        String token = ask(approval(
                "Approval",
                1,
                Map.of(
                        "NotificationArn", TOPIC,
                        "ExternalEntityLink", "http://green:8080",
                        "CustomData", "Commit #{Commit.CommitId}: #{Commit.CommitMessage}")));

        await().until(() -> !fixture.aws.published.isEmpty());
        PublishRequest notice = fixture.aws.published.get(0);
        assertThat(notice.topicArn()).isEqualTo(TOPIC);
        assertThat(notice.subject()).isEqualTo("APPROVAL NEEDED: AWS CodePipeline delivery for action Approval");
        JsonNode message = new ObjectMapper().readTree(notice.message());
        assertThat(message.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(message.path("consoleLink").asText())
                .isEqualTo("https://console.aws.amazon.com/codepipeline/home?region=eu-west-1#/view/delivery");
        JsonNode approval = message.path("approval");
        assertThat(approval.path("pipelineName").asText()).isEqualTo("delivery");
        assertThat(approval.path("stageName").asText()).isEqualTo("Release");
        assertThat(approval.path("actionName").asText()).isEqualTo("Approval");
        assertThat(approval.path("token").asText()).isEqualTo(token);
        assertThat(approval.path("expires").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ");
        assertThat(approval.path("externalEntityLink").asText()).isEqualTo("http://green:8080");
        assertThat(approval.path("approvalReviewLink").asText())
                .isEqualTo("https://console.aws.amazon.com/codepipeline/home?region=eu-west-1#/view/delivery/Release/"
                        + "Approval/approve/" + token);
        assertThat(approval.path("customData").asText()).isEqualTo("Commit v0: Make \"v0\"");
    }

    @Test
    void tells_nobody_where_no_topic_is_named() {
        String token = ask(approval("Approval", 1));

        fixture.approve("Release", "Approval", token);

        fixture.awaitStatus(fixture.executions().get(0), PipelineExecutionStatus.SUCCEEDED);
        assertThat(fixture.aws.published).isEmpty();
    }

    @Test
    void fails_where_the_role_may_not_tell_the_topic_and_then_nobody_can_decide() {
        fixture.denied.add("sns:Publish");

        ErrorDetails error = fixture.failure(
                "Release",
                "Approval",
                pipeline(source(), stage("Release", approval("Approval", 1, Map.of("NotificationArn", TOPIC)))));

        assertThat(error.code()).isEqualTo("PermissionError");
        assertThat(error.message())
                .contains(Pipelines.ROLE)
                .contains("is not authorized to perform: sns:Publish on resource: " + TOPIC);
        assertThat(fixture.action("Release", "Approval").latestExecution().token())
                .isNull();
        assertThat(fixture.timers.cancelled()).isTrue();
    }

    @Test
    void waits_for_seven_days_where_nothing_else_is_said() {
        ask(approval("Approval", 1));

        assertThat(fixture.timers.delays()).singleElement().satisfies(delay -> assertThat(delay)
                .isBetween(Duration.ofDays(7).minusMinutes(1), Duration.ofDays(7)));
    }

    @Test
    void fails_when_nobody_answers_in_time() {
        String token =
                ask(approval("Approval", 1).toBuilder().timeoutInMinutes(240).build());
        assertThat(fixture.timers.delays()).singleElement().satisfies(delay -> assertThat(delay)
                .isBetween(Duration.ofMinutes(239), Duration.ofMinutes(240)));

        fixture.timers.goOff();

        fixture.awaitStatus(fixture.executions().get(0), PipelineExecutionStatus.FAILED);
        ActionExecution latest = fixture.action("Release", "Approval").latestExecution();
        assertThat(latest.errorDetails().code()).isEqualTo("TimeoutError");
        assertThat(latest.errorDetails().message()).startsWith("The approval request has expired");
        assertThatExceptionOfType(InvalidApprovalTokenException.class)
                .isThrownBy(() -> fixture.approve("Release", "Approval", token));
    }

    @Test
    void that_is_decided_does_not_expire_any_more() {
        String token = ask(approval("Approval", 1));
        fixture.approve("Release", "Approval", token);
        fixture.awaitStatus(fixture.executions().get(0), PipelineExecutionStatus.SUCCEEDED);

        fixture.timers.goOff();

        assertThat(fixture.timers.cancelled()).isTrue();
        assertThat(fixture.status(fixture.executions().get(0))).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThatExceptionOfType(ApprovalAlreadyCompletedException.class)
                .isThrownBy(() -> fixture.reject("Release", "Approval", token));
    }

    @Test
    void that_is_tried_again_asks_with_another_token() {
        String token = ask(approval("Approval", 1));
        String execution = fixture.executions().get(0);
        fixture.reject("Release", "Approval", token);
        fixture.awaitStatus(execution, PipelineExecutionStatus.FAILED);

        fixture.codePipeline.retryStageExecution(retry -> retry.pipelineName(Pipelines.NAME)
                .stageName("Release")
                .pipelineExecutionId(execution)
                .retryMode("FAILED_ACTIONS"));

        String next = fixture.awaitApproval("Release", "Approval", execution);
        assertThat(next).isNotEqualTo(token);
        assertThatExceptionOfType(InvalidApprovalTokenException.class)
                .isThrownBy(() -> fixture.approve("Release", "Approval", token));
        fixture.approve("Release", "Approval", next);
        fixture.awaitStatus(execution, PipelineExecutionStatus.SUCCEEDED);
    }

    @Test
    void that_an_update_took_out_of_the_pipeline_can_still_be_answered() {
        String token = ask(approval("Approval", 1));
        String execution = fixture.executions().get(0);
        fixture.codePipeline.updatePipeline(update -> update.pipeline(
                pipeline(source(), stage("Other", approval("Other", 1))).build()));

        fixture.approve("Release", "Approval", token);

        fixture.awaitStatus(execution, PipelineExecutionStatus.CANCELLED);
    }

    private String ask(ActionDeclaration approval) {
        String id = fixture.createRunning(pipeline(source(), stage("Release", approval)));
        return fixture.awaitApproval("Release", "Approval", id);
    }
}
