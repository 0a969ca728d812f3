package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResolveSlotTest {
    private final Rehearsal rehearsal = new Rehearsal();

    @TempDir
    Path folder;

    @Test
    void tells_which_slot_gets_the_candidate_and_what_is_live() throws Exception {
        rehearsal.isLive("b", "none", "http://127.0.0.2:8288").holds("b", Rehearsal.OLD);

        resolve();

        assertThat(Rehearsal.exported(folder.resolve("variables.env")))
                .containsExactly(
                        "GREEN_SLOT=a",
                        "GREEN_URL=http://127.0.0.2:8288",
                        "LIVE_SLOT=b",
                        "PREVIOUS_IMAGE=" + Rehearsal.OLD);
    }

    @Test
    void says_none_where_nothing_is_live_yet() throws Exception {
        rehearsal.isLive("a", "none", "http://127.0.0.2:8288");

        resolve();

        assertThat(Rehearsal.exported(folder.resolve("variables.env"))).contains("PREVIOUS_IMAGE=none");
    }

    @Test
    void needs_an_environment() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::resolve)
                .withMessage("Tried to find a slot for the candidate in test but test is not provisioned");
    }

    private void resolve() {
        new ResolveSlot(
                        rehearsal.variables(),
                        rehearsal.aws,
                        new Exports(folder.resolve("variables.env"), rehearsal.out))
                .run();
    }
}
