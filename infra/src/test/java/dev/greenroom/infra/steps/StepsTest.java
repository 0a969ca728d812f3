package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StepsTest {
    private final Rehearsal rehearsal = new Rehearsal();

    @TempDir
    Path folder;

    @Test
    void are_told_apart_by_name() {
        refused(
                "Tried to run step 'toggle' but there are only push-image, configurations, resolve-slot, smoke-test,"
                        + " verify, reject-stale-approval and stop-idle-green",
                "toggle");
        refused("Tried to run step '' but there are only push-image, configurations, resolve-slot, smoke-test,"
                + " verify, reject-stale-approval and stop-idle-green");
    }

    @ParameterizedTest
    @ValueSource(strings = {"push-image", "configurations"})
    void need_a_path_where_they_have_one(String step) {
        refused("Tried to run step '%s' but it needs a path".formatted(step), step);
    }

    @ParameterizedTest
    @CsvSource({
        "push-image, CODEBUILD_RESOLVED_SOURCE_VERSION",
        "configurations, TARGET",
        "smoke-test, GREEN_SLOT",
        "verify, GREEN_SLOT",
        "reject-stale-approval, PIPELINE",
        "stop-idle-green, IDLE_MINUTES"
    })
    void say_which_variable_they_miss(String step, String variable) {
        refused(
                "Tried to run a step of the delivery but environment variable %s is not set; the build project or the"
                                .formatted(variable)
                        + " pipeline's action sets it",
                step,
                "somewhere");
    }

    @Test
    void write_what_a_deployment_needs() throws Exception {
        rehearsal.told("TARGET", "local").told("VPC", "vpc-1").told("SUBNETS", "subnet-a,subnet-b");

        run("configurations", folder.resolve("deployment").toString());

        assertThat(folder.resolve("deployment"))
                .isDirectoryContaining("glob:**/service.yaml")
                .isDirectoryContaining("glob:**/load-balancer.yaml")
                .isDirectoryContaining("glob:**/dev-service.json")
                .isDirectoryContaining("glob:**/test-service.json")
                .isDirectoryContaining("glob:**/test-load-balancer.json");
    }

    @Test
    void refuse_settings_that_are_none() {
        rehearsal
                .told("TARGET", "local")
                .told("VPC", "vpc-1")
                .told("SUBNETS", "subnet-a,subnet-b")
                .told("SETTINGS", "test.BluePort=1;nonsense");

        refused(
                "Tried to read settings 'test.BluePort=1;nonsense' but 'nonsense' is not ENVIRONMENT.PARAMETER=VALUE",
                "configurations",
                folder.toString());
    }

    private void refused(String message, String... args) {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> run(args))
                .withMessage(message);
    }

    private void run(String... args) throws InterruptedException {
        new Steps(rehearsal.variables(), rehearsal.aws, folder.resolve("variables.env"), rehearsal.out)
                .run(List.of(args));
    }
}
