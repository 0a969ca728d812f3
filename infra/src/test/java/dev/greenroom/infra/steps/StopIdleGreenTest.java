package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeCloudFormation;
import dev.greenroom.infra.stacks.DeploymentException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

final class StopIdleGreenTest {
    private final Rehearsal rehearsal = new Rehearsal()
            .told("PIPELINE", "demo")
            .told("SERVICES_ROLE", "arn:role/services")
            .told("IDLE_MINUTES", "60");
    private final FakeCloudFormation cloudFormation = rehearsal.aws.cloudFormation();

    @BeforeEach
    void the_last_delivery_was_long_ago() {
        rehearsal
                .isLive("a", "none", "http://127.0.0.2:8288")
                .holds("a", Rehearsal.OLD)
                .holds("b", Rehearsal.NEW);
        delivered("Succeeded", 61);
    }

    @Test
    void stops_the_tasks_of_the_green_slot_and_changes_nothing_else() throws Exception {
        stop();

        assertThat(cloudFormation.calls()).containsExactly("update demo-test-service-b");
        var proposal = cloudFormation.lastProposal();
        assertThat(FakeCloudFormation.values(proposal)).isEqualTo(Map.of("DesiredCount", "0", "Image", "(previous)"));
        assertThat(proposal.usePreviousTemplate()).isTrue();
        assertThat(proposal.roleARN()).isEqualTo("arn:role/services");
        assertThat(rehearsal.printed()).startsWith("Stopped the tasks of slot b, the green one");
    }

    @Test
    void has_nothing_to_stop_the_second_time() throws Exception {
        stop();
        stop();

        assertThat(cloudFormation.calls()).hasSize(1);
        assertThat(rehearsal.printed()).contains("The green slot has no tasks that could be stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InProgress", "Stopping"})
    void leaves_it_alone_while_a_delivery_is_on_its_way_however_long(String status) throws Exception {
        delivered(status, 6000);

        leftAlone("The green slot is left alone: execution v1 is " + status);
    }

    @Test
    void leaves_it_alone_shortly_after_a_delivery() throws Exception {
        delivered("Failed", 59);

        leftAlone("The green slot is left alone: execution v1 is Failed, 60 minutes are not over");
    }

    @Test
    void leaves_it_alone_before_the_first_delivery() throws Exception {
        rehearsal.aws.codePipeline().hasExecutions();

        leftAlone("The green slot is left alone: nothing was ever delivered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-test-service-b", "demo-test-load-balancer"})
    void leaves_it_alone_shortly_after_a_deployment_or_toggle_by_hand(String stack) throws Exception {
        cloudFormation.changedAt(stack, rehearsal.clock.instant().minus(Duration.ofMinutes(59)));

        leftAlone("The green slot is left alone: it or the traffic was changed at ");
    }

    @Test
    void calls_it_off_when_a_delivery_begins_meanwhile() {
        cloudFormation.meanwhile(() -> delivered("InProgress", 0));

        calledOff("Tried to stop the tasks of the green slot but execution v1 is InProgress, 60 minutes are not over");
    }

    @Test
    void calls_it_off_when_the_slot_becomes_live_meanwhile() {
        cloudFormation.meanwhile(() -> cloudFormation.output("demo-test-load-balancer", "LiveSlot", "b"));

        calledOff("Tried to stop the tasks of slot b but it is no longer the green one");
    }

    @Test
    void leaves_a_slot_alone_that_is_being_changed() throws Exception {
        cloudFormation.hasStack("demo-test-service-b", "UPDATE_IN_PROGRESS", Map.of("DesiredCount", "1"), Map.of());

        leftAlone("The green slot has no tasks that could be stopped");
    }

    @Test
    void names_a_time_that_is_no_number() {
        rehearsal.told("IDLE_MINUTES", "soon");

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::stop)
                .withMessage("Tried to read environment variable IDLE_MINUTES but 'soon' is no number of minutes");
    }

    private void leftAlone(String reason) throws InterruptedException {
        stop();

        assertThat(cloudFormation.calls()).isEmpty();
        assertThat(rehearsal.printed()).startsWith(reason);
    }

    private void calledOff(String reason) {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::stop)
                .withMessage(reason);
        assertThat(cloudFormation.calls()).containsExactly("discard demo-test-service-b");
    }

    private void delivered(String status, int minutesAgo) {
        var then = rehearsal.clock.instant().minus(Duration.ofMinutes(minutesAgo));
        rehearsal
                .aws
                .codePipeline()
                .hasExecutions(PipelineExecutionSummary.builder()
                        .pipelineExecutionId("v1")
                        .status(status)
                        .startTime(then)
                        .lastUpdateTime(then)
                        .build());
    }

    private void stop() throws InterruptedException {
        new StopIdleGreen(rehearsal.variables(), rehearsal.aws, rehearsal.clock, rehearsal.pacing, rehearsal.out).run();
    }
}
