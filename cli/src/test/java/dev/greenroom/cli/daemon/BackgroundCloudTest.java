package dev.greenroom.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.cli.CommandFailedException;
import dev.greenroom.cli.ExitCode;
import dev.greenroom.cli.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundCloudTest {
    private static final String WORK =
            "execution 1 of pipeline greenroom with revision abc (Change v1), in stage Build";

    @TempDir
    private Path project;

    private Workspace workspace;
    private BackgroundCloud cloud;

    @BeforeEach
    void have_a_workspace() {
        workspace = new Workspace(project);
        workspace.folder();
        cloud = new BackgroundCloud(workspace);
    }

    @Test
    void nothing_is_lost_where_no_cloud_was() throws InterruptedException {
        assertThat(cloud.loss()).isEmpty();
    }

    @Nested
    class After_a_cloud_was_killed {
        @Test
        void it_is_told_what_went_with_it() throws InterruptedException {
            left(CloudState.Status.RUNNING, WORK);

            assertThat(cloud.loss().orElseThrow().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains("process " + deadProcess(), "without ./greenroom down")
                                    .contains("stacks, images, databases, repositories"),
                            line -> assertThat(line).isEqualTo("Lost on its way: " + WORK));
        }

        @Test
        void commands_that_need_a_cloud_tell_it_too() {
            left(CloudState.Status.RUNNING, WORK);

            assertThatThrownBy(cloud::requireEndpoint)
                    .isInstanceOfSatisfying(CommandFailedException.class, failure -> assertThat(failure.exitCode())
                            .isEqualTo(ExitCode.NOT_THERE))
                    .hasMessageContaining("without ./greenroom down")
                    .hasMessageContaining(WORK);
        }

        @Test
        void nothing_is_lost_where_it_only_began_to_start() throws InterruptedException {
            left(CloudState.Status.STARTING);

            assertThat(cloud.loss()).isEmpty();
        }

        @Test
        void an_end_of_it_forgets_what_was_lost() throws InterruptedException {
            left(CloudState.Status.RUNNING, WORK);
            cloud.stop();

            assertThat(cloud.loss()).isEmpty();
        }
    }

    @Test
    void a_state_that_an_earlier_version_wrote_can_be_read() throws IOException, InterruptedException {
        Files.writeString(
                workspace.cloudState(),
                "{\"status\":\"RUNNING\",\"pid\":%d,\"startedAtMillis\":1,\"port\":1,\"detail\":\"\"}"
                        .formatted(deadProcess()));

        assertThat(cloud.loss().orElseThrow()).contains("is lost").doesNotContain("on its way");
    }

    private void left(CloudState.Status status, String... underway) {
        new CloudState(status, deadProcess(), 1, 4566, "", List.of(underway)).write(workspace.cloudState());
    }

    /** This one, which started at another time than its state says. */
    private static long deadProcess() {
        return ProcessHandle.current().pid();
    }
}
