package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

final class VerifyTest {
    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void a_candidate_was_tested_in_slot_b() {
        rehearsal
                .isLive("a", "none", "http://127.0.0.2:8288")
                .holds("a", Rehearsal.OLD)
                .holds("b", Rehearsal.NEW)
                .told("LIVE_SLOT", "a")
                .told("GREEN_SLOT", "b")
                .told("IMAGE", Rehearsal.NEW.toString())
                // The fake's task definition is its image.
                .told("TESTED_TASKDEF", Rehearsal.NEW.toString());
    }

    @Test
    void lets_exactly_what_was_tested_go_on() {
        verify();

        assertThat(rehearsal.printed())
                .isEqualToNormalizingNewlines(
                        "Slot b still holds what was tested, %s, and can serve%n".formatted(Rehearsal.NEW));
    }

    @Test
    void refuses_when_somebody_toggled_meanwhile() {
        rehearsal.isLive("b", Rehearsal.OLD.toString(), "http://127.0.0.2:8288");

        refused("slot b is live by now, and not a as when it was deployed");
    }

    @Test
    void refuses_while_somebody_toggles() {
        rehearsal.aws.cloudFormation().hasStack("demo-test-load-balancer", "UPDATE_IN_PROGRESS", Map.of(), Map.of());

        refused("somebody else is changing its load balancer right now");
    }

    @Test
    void refuses_another_release_that_got_into_the_slot() {
        rehearsal.holds("b", Rehearsal.OLD);

        refused("slot b runs %s by now, and not %s, which was tested".formatted(Rehearsal.OLD, Rehearsal.NEW));
    }

    @Test
    void refuses_an_image_that_is_not_the_one_that_was_built() {
        rehearsal.told("IMAGE", Rehearsal.OLD.toString());

        refused("slot b holds %s, and not %s, which was built".formatted(Rehearsal.NEW, Rehearsal.OLD));
    }

    @Test
    void refuses_a_release_that_is_no_longer_healthy() {
        rehearsal.aws.loadBalancing().hasTarget("group-b", "unhealthy", "Health checks failed");

        refused("slot b could not serve end users: its targets are [172.31.0.4:8080 unhealthy (Health checks failed)]");
    }

    @Test
    void refuses_a_rollout_that_goes_on() {
        rehearsal
                .aws
                .ecs()
                .hasService(Rehearsal.GREEN, Rehearsal.NEW.toString(), 1, DeploymentRolloutState.IN_PROGRESS);

        refused("slot b could not serve end users: its rollout is IN_PROGRESS");
    }

    @Test
    void refuses_an_empty_slot() {
        rehearsal.aws.cloudFormation().hasStack("demo-test-service-b", "ROLLBACK_COMPLETE", Map.of(), Map.of());

        refused("slot b holds no release");
    }

    @Test
    void names_a_variable_that_is_no_slot() {
        rehearsal.told("GREEN_SLOT", "green");

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::verify)
                .withMessage("Tried to read environment variable GREEN_SLOT but 'green' is no slot, only a and b are");
    }

    private void refused(String reason) {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::verify)
                .withMessage("Tried to verify the candidate in test but " + reason);
    }

    private void verify() {
        new Verify(rehearsal.variables(), rehearsal.aws, rehearsal.out).run();
    }
}
