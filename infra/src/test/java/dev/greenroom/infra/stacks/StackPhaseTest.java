package dev.greenroom.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

final class StackPhaseTest {
    @ParameterizedTest
    @CsvSource({
        "REVIEW_IN_PROGRESS, PROPOSED",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, CHANGING",
        "UPDATE_ROLLBACK_COMPLETE, READY",
        "UPDATE_FAILED, READY",
        "ROLLBACK_COMPLETE, BROKEN",
        "DELETE_FAILED, BROKEN",
        "UPDATE_ROLLBACK_FAILED, STUCK",
        "DELETE_COMPLETE, DELETED"
    })
    void says_what_a_status_lets_one_do(String status, StackPhase phase) {
        assertThat(StackPhase.of(status)).isEqualTo(phase);
    }

    @ParameterizedTest
    @EnumSource(StackStatus.class)
    void knows_every_status_that_cloudformation_has(StackStatus status) {
        var complete = status.toString().endsWith("_COMPLETE")
                && status != StackStatus.ROLLBACK_COMPLETE
                && status != StackStatus.DELETE_COMPLETE;

        assertThat(StackPhase.of(status.toString()) == StackPhase.READY)
                .isEqualTo(complete || status == StackStatus.UPDATE_FAILED);
    }
}
