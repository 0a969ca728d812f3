package dev.greenroom.localcloud.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StatusType;

class BuildLogTest {
    @TempDir
    Path folder;

    private CodeBuildFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CodeBuildFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void carries_fifty_mebibytes_in_batches_that_cloudwatch_takes() {
        Build build = fixture.build("""
            version: 0.2
            phases:
              build:
                commands:
                  - yes 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789 | head -c 52428800
                  - echo done
            """);

        assertThat(build.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        List<String> lines = fixture.aws.logs.lines(build.logs().streamName());
        assertThat(lines).hasSizeGreaterThan(519_000).contains("done");
        assertThat(fixture.aws.logs.batches()).allSatisfy(batch -> assertThat(
                        batch.stream().mapToInt(line -> line.length() + 26).sum())
                .isLessThanOrEqualTo(1_048_576));
    }

    @Test
    void a_service_that_fails_does_not_hold_up_the_build() {
        fixture.aws.logs.breakDown();

        Build build = fixture.build("""
            version: 0.2
            phases:
              build:
                commands: yes 0123456789 | head -c 20000000
            """);

        assertThat(build.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
    }

    @Test
    void events_tell_of_the_build_and_its_phases() {
        Build build = fixture.build("version: 0.2\nphases: {build: {commands: [echo hi]}}\n");

        await().untilAsserted(() -> assertThat(fixture.aws.events.entries()).hasSize(12));
        assertThat(fixture.aws.events.entries())
                .allSatisfy(event -> assertThat(event.source()).isEqualTo("aws.codebuild"))
                .extracting(event -> event.detailType())
                .containsOnly("CodeBuild Build State Change", "CodeBuild Build Phase Change");
        assertThat(fixture.aws.events.entries().get(11).detail())
                .contains("\"build-status\":\"SUCCEEDED\"", "\"build-id\":\"%s\"".formatted(build.arn()));
        assertThat(fixture.aws.events.entries().get(5).detail()).contains("\"completed-phase\":\"INSTALL\"");
    }
}
