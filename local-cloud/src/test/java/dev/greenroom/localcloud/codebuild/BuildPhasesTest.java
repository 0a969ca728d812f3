package dev.greenroom.localcloud.codebuild;

import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.context;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.phase;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.project;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.codebuild.build.BuildPace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.StatusType;

class BuildPhasesTest {
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

    @Nested
    class Phases {
        @Test
        void follow_one_another_in_one_shell() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  install:
                    commands:
                      - greet() { echo "hello $1"; }
                      - export COLOUR=green
                  pre_build:
                    commands: cd /
                  build:
                    commands:
                      - greet "$COLOUR"
                      - |
                        for i in 1 2; do
                          echo "$i in $PWD"
                        done
                    finally:
                      - echo at last
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
            assertThat(build.phases())
                    .extracting(BuildPhase::phaseTypeAsString)
                    .containsExactly(
                            "SUBMITTED",
                            "QUEUED",
                            "PROVISIONING",
                            "DOWNLOAD_SOURCE",
                            "INSTALL",
                            "PRE_BUILD",
                            "BUILD",
                            "POST_BUILD",
                            "UPLOAD_ARTIFACTS",
                            "FINALIZING",
                            "COMPLETED");
            assertThat(build.phases().subList(0, 10))
                    .allSatisfy(phase -> assertThat(phase.phaseStatus()).isEqualTo(StatusType.SUCCEEDED));
            assertThat(build.currentPhase()).isEqualTo("COMPLETED");
            assertThat(build.endTime()).isNotNull();
            assertThat(fixture.log(build))
                    .contains("hello green", "1 in /\n2 in /", "at last", "Running command greet \"$COLOUR\"");
            assertThat(build.logs().groupName()).isEqualTo("/aws/codebuild/app");
            assertThat(build.id()).isEqualTo("app:" + build.logs().streamName());
            await().untilAsserted(() -> assertThat(folder.resolve("running")).isEmptyDirectory());
        }

        @Test
        void after_a_failed_build_phase_only_post_build_runs_and_knows_it() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - echo before
                      - sh -c 'exit 3'
                      - echo never
                    finally:
                      - echo cleaned
                  post_build:
                    commands:
                      - echo "succeeding=$CODEBUILD_BUILD_SUCCEEDING"
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.BUILD))
                    .isEqualTo("COMMAND_EXECUTION_ERROR: Error while executing command: sh -c 'exit 3'. Reason: exit"
                            + " status 3");
            assertThat(phase(build, BuildPhaseType.POST_BUILD).phaseStatus()).isEqualTo(StatusType.SUCCEEDED);
            assertThat(fixture.log(build))
                    .contains("before", "cleaned", "succeeding=0")
                    .doesNotContain("\nnever");
        }

        @Test
        void after_a_failure_before_the_build_phase_no_commands_run() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  pre_build:
                    commands: exit 1
                  build:
                    commands: echo never
                  post_build:
                    commands: echo never
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(build.phases())
                    .extracting(BuildPhase::phaseTypeAsString)
                    .endsWith("INSTALL", "PRE_BUILD", "UPLOAD_ARTIFACTS", "FINALIZING", "COMPLETED");
            assertThat(fixture.log(build)).doesNotContain("\nnever");
        }

        @Test
        void go_on_or_not_as_on_failure_says() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  install:
                    on-failure: CONTINUE
                    commands: "false"
                  build:
                    on-failure: ABORT
                    commands:
                      - echo built
                      - "false"
                  post_build:
                    commands: echo never
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(fixture.log(build)).contains("built").doesNotContain("\nnever");
        }

        @Test
        void a_shell_that_is_killed_fails_the_build() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  build:
                    commands: kill -9 $$
                  post_build:
                    commands: echo never
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.BUILD)).contains("killed by signal 9");
        }

        @Test
        void a_buildspec_that_is_wrong_is_told_with_its_line() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  build:
                    comands:
                      - echo hi
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.DOWNLOAD_SOURCE))
                    .startsWith("YAML_FILE_ERROR: unknown key 'comands' in build at line");
        }

        @Test
        void fail_with_a_command_that_comes_last() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  post_build:
                    commands: echo works
                    finally: sh -c 'exit 4'
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.POST_BUILD)).endsWith("Reason: exit status 4");
        }

        @ParameterizedTest
        @ValueSource(strings = {"foreign", "missing"})
        void a_role_that_codebuild_may_not_take_fails_the_build(String role) {
            fixture.codeBuild.createProject(project("version: 0.2\nphases: {build: {commands: [echo hi]}}\n")
                    .serviceRole("arn:aws:iam::000000000000:role/" + role)
                    .build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.PROVISIONING))
                    .contains("CodeBuild is not authorized to perform: sts:AssumeRole on service role");
        }
    }

    @Nested
    class The_end {
        private static final String SLEEP = """
            version: 0.2
            phases:
              build:
                commands:
                  - sleep 600 & echo "child $!"; sleep 600
              post_build:
                commands: echo never
            """;

        @Test
        void stopping_ends_what_runs() {
            fixture.codeBuild.createProject(project(SLEEP).build());
            Build build = fixture.start(start -> {});
            await().atMost(CodeBuildFixture.PATIENCE)
                    .until(() -> fixture.log(build).contains("\nchild "));

            fixture.codeBuild.stopBuild(stop -> stop.id(build.id()));

            Build stopped = fixture.finished(build);
            assertThat(stopped.buildStatus()).isEqualTo(StatusType.STOPPED);
            assertThat(phase(stopped, BuildPhaseType.BUILD).phaseStatus()).isEqualTo(StatusType.STOPPED);
            long child = fixture.log(stopped)
                    .lines()
                    .filter(line -> line.startsWith("child "))
                    .mapToLong(line -> Long.parseLong(line.substring(6)))
                    .findFirst()
                    .orElseThrow();
            await().until(() ->
                    ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        }

        @Test
        void a_build_that_takes_too_long_times_out() throws IOException {
            fixture.close();
            fixture = new CodeBuildFixture(
                    folder.resolve("2"),
                    new BuildPace(Duration.ofMillis(100), 2),
                    () -> URI.create("http://localhost:4566"));
            fixture.codeBuild.createProject(project(SLEEP).timeoutInMinutes(5).build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(build.buildStatus()).isEqualTo(StatusType.TIMED_OUT);
            assertThat(phase(build, BuildPhaseType.BUILD).phaseStatus()).isEqualTo(StatusType.TIMED_OUT);
        }

        @Test
        void builds_beyond_those_that_run_at_a_time_are_queued_and_can_be_stopped_there() throws IOException {
            fixture.close();
            fixture = new CodeBuildFixture(
                    folder.resolve("2"),
                    new BuildPace(Duration.ofMinutes(1), 1),
                    () -> URI.create("http://localhost:4566"));
            fixture.codeBuild.createProject(project(SLEEP).build());
            Build first = fixture.start(start -> {});
            await().until(() -> fixture.now(first).currentPhase().equals("BUILD"));
            Build second = fixture.start(start -> {});
            Build third = fixture.start(
                    start -> start.buildspecOverride("version: 0.2\nphases: {build: {commands: [echo hi]}}\n"));
            await().until(() -> fixture.now(second).currentPhase().equals("QUEUED"));

            fixture.codeBuild.stopBuild(stop -> stop.id(second.id()));
            Build stopped = fixture.finished(second);
            assertThat(stopped.buildStatus()).isEqualTo(StatusType.STOPPED);
            assertThat(phase(stopped, BuildPhaseType.QUEUED).phaseStatus()).isEqualTo(StatusType.STOPPED);
            fixture.codeBuild.stopBuild(stop -> stop.id(first.id()));
            assertThat(fixture.finished(third).buildStatus()).isEqualTo(StatusType.SUCCEEDED);
            assertThat(fixture.finished(third).buildNumber()).isEqualTo(3);
        }

        @Test
        void a_build_can_be_tried_once_more() {
            Build build = fixture.build(
                    "version: 0.2\nphases: {build: {commands: [\"echo $A\"]}}\n",
                    start -> start.environmentVariablesOverride(variable("A", "again")));

            Build retried = fixture.finished(
                    fixture.codeBuild.retryBuild(retry -> retry.id(build.id())).build());

            assertThat(retried.id()).isNotEqualTo(build.id());
            assertThat(fixture.log(retried)).contains("\nagain");
        }
    }
}
