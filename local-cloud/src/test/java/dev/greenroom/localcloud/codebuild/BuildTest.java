package dev.greenroom.localcloud.codebuild;

import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.context;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.phase;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.project;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.unzip;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codebuild.archive.FileSelection;
import dev.greenroom.localcloud.codebuild.archive.ZipArchive;
import dev.greenroom.localcloud.codebuild.build.BuildPace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codebuild.model.ArtifactNamespace;
import software.amazon.awssdk.services.codebuild.model.ArtifactPackaging;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.Report;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfigType;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.TestCase;

class BuildTest {
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
    class A_role {
        private static final String BUILDSPEC = """
            version: 0.2
            env: {parameter-store: {NAME: /app/name}, secrets-manager: {TOKEN: app}}
            phases: {build: {commands: [touch out TEST-a.xml]}}
            artifacts: {files: [out]}
            reports: {unit: {files: [TEST-a.xml]}}
            """;

        @ParameterizedTest
        @CsvSource({
            "logs:CreateLogStream, PROVISIONING",
            "logs:PutLogEvents, PROVISIONING",
            "s3:GetObject, DOWNLOAD_SOURCE",
            "ssm:GetParameters, DOWNLOAD_SOURCE",
            "secretsmanager:GetSecretValue, DOWNLOAD_SOURCE",
            "codebuild:CreateReportGroup, UPLOAD_ARTIFACTS",
            "codebuild:BatchPutTestCases, UPLOAD_ARTIFACTS",
            "s3:PutObject, UPLOAD_ARTIFACTS",
        })
        void that_lacks_a_permission_fails_the_build_where_it_is_needed(String action, String phase)
                throws IOException {
            fixture.aws.forbid(action);
            fixture.aws.parameters.put("/app/name", "a name");
            fixture.aws.secrets.put("app", "a secret");
            fixture.aws.objects.put("sources/app.zip", zip(Map.of("in.txt", "in")));
            fixture.codeBuild.createProject(project("")
                    .source(source -> source.type(SourceType.S3)
                            .location("sources/app.zip")
                            .buildspec(BUILDSPEC))
                    .artifacts(artifacts -> artifacts.type(ArtifactsType.S3).location("results"))
                    .build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.fromValue(phase)))
                    .contains("assumed-role/build/AWSCodeBuild-", "is not authorized to perform: " + action);
        }
    }

    @Nested
    class Environment {
        @Test
        void takes_what_the_request_says_before_the_project_and_that_before_the_buildspec() {
            fixture.codeBuild.createProject(project("""
                version: 0.2
                env:
                  variables: {A: spec, B: spec, C: spec}
                phases:
                  build:
                    commands:
                      - echo "A=$A B=$B C=$C"
                """)
                    .environment(project("").build().environment().toBuilder()
                            .environmentVariables(variable("A", "project"), variable("B", "project"))
                            .build())
                    .build());

            Build build = fixture.finished(
                    fixture.start(start -> start.environmentVariablesOverride(variable("A", "request"))));

            assertThat(fixture.log(build)).contains("A=request B=project C=spec");
        }

        @Test
        void tells_the_build_about_itself_and_leads_it_to_this_cloud() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  build:
                    commands: env | grep -E '^(AWS|CODEBUILD|HOME)' | sort
                """);

            assertThat(fixture.log(build).lines())
                    .contains(
                            "AWS_DEFAULT_REGION=eu-west-1",
                            "AWS_EC2_METADATA_DISABLED=true",
                            "AWS_ENDPOINT_URL=http://localhost:4566",
                            "AWS_REGION=eu-west-1",
                            "CODEBUILD_BUILD_ARN=" + build.arn(),
                            "CODEBUILD_BUILD_ID=" + build.id(),
                            "CODEBUILD_BUILD_NUMBER=1",
                            "CODEBUILD_BUILD_SUCCEEDING=1",
                            "CODEBUILD_INITIATOR=root",
                            "HOME=" + System.getProperty("user.home"));
            assertThat(fixture.log(build).lines().filter(line -> line.startsWith("AWS_")))
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .containsExactlyInAnyOrder(
                            "AWS_CONFIG_FILE",
                            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                            "AWS_DEFAULT_REGION",
                            "AWS_EC2_METADATA_DISABLED",
                            "AWS_ENDPOINT_URL",
                            "AWS_REGION",
                            "AWS_SHARED_CREDENTIALS_FILE");
        }

        @Test
        void secrets_are_read_and_never_logged() {
            fixture.aws.parameters.put("/app/password", "s3cret-parameter");
            fixture.aws.secrets.put("app", "{\"user\":\"dev\",\"token\":\"s3cret-token\"}");
            Build build = fixture.build(
                    """
                    version: 0.2
                    env:
                      parameter-store: {PASSWORD: /app/password}
                      secrets-manager: {TOKEN: "app:token"}
                      exported-variables: [PASSWORD, OTHER]
                    phases:
                      build:
                        commands:
                          - echo "password is $PASSWORD, token is $TOKEN"
                          - test "$OTHER" = s3cret-token && OTHER=fine
                          - test "$PASSWORD" = s3cret-parameter
                    """,
                    start -> start.environmentVariablesOverride(
                            EnvironmentVariable.builder()
                                    .name("OTHER2")
                                    .value("app:token")
                                    .type(EnvironmentVariableType.SECRETS_MANAGER)
                                    .build(),
                            variable("OTHER", "s3cret-token")));

            assertThat(build.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
            assertThat(fixture.log(build))
                    .contains("password is ***, token is ***")
                    .doesNotContain("s3cret");
            assertThat(build.exportedEnvironmentVariables())
                    .extracting(each -> each.name(), each -> each.value())
                    .containsExactly(tuple("OTHER", "fine"));
        }

        @Test
        void a_secret_that_has_another_in_it_leaves_nothing_of_itself_in_the_log() {
            fixture.aws.parameters.put("/app/short", "abc");
            fixture.aws.parameters.put("/app/long", "abcdef");
            Build build = fixture.build("""
                version: 0.2
                env:
                  parameter-store: {SHORT: /app/short, LONG: /app/long}
                phases:
                  build:
                    commands: echo "$LONG-$SHORT"
                """);

            assertThat(fixture.log(build)).contains("\n***-***").doesNotContain("def");
        }

        @Test
        void has_the_java_of_this_cloud_and_lets_git_reach_its_repositories() {
            Build build = fixture.build("""
                version: 0.2
                env: {git-credential-helper: yes}
                phases:
                  build:
                    commands:
                      - echo "java is $(command -v java)"
                      - git config --get-urlmatch http.extraHeader http://localhost:4566/git/eu-west-1/app
                """);

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(fixture.log(build).lines())
                    .contains(
                            "java is " + Path.of(System.getProperty("java.home"), "bin", "java"),
                            "Authorization: Basic "
                                    + Base64.getEncoder().encodeToString("AKID:secret".getBytes(UTF_8)));
        }

        @Test
        void a_parameter_that_is_missing_fails_the_build_by_its_name() {
            Build build = fixture.build("""
                version: 0.2
                env:
                  parameter-store: {PASSWORD: /app/none}
                phases:
                  build:
                    commands: echo never
                """);

            assertThat(context(build, BuildPhaseType.DOWNLOAD_SOURCE)).contains("/app/none", "ParameterNotFound");
        }
    }

    @Nested
    class In_a_pipeline {
        @Test
        void takes_its_inputs_from_s3_and_puts_its_outputs_there() throws IOException {
            pipelineProject();
            fixture.aws.objects.put("store/in", zip(Map.of("buildspec.yml", """
                version: 0.2
                env:
                  exported-variables: [VERSION]
                phases:
                  build:
                    commands:
                      - VERSION="v-$CODEBUILD_RESOLVED_SOURCE_VERSION"
                      - mkdir -p target/deep
                      - cp "$CODEBUILD_SRC_DIR_Config/config.txt" target/deep/
                      - echo $CODEBUILD_INITIATOR > target/who
                artifacts:
                  base-directory: target
                  files: ['**/*']
                """)));
            fixture.aws.objects.put("store/config", zip(Map.of("config.txt", "configured")));

            Build build = fixture.finished(fixture.start(start -> start.overrideConfiguration(new PipelineBuild(
                    "delivery",
                    "0a1b2c",
                    "Source",
                    Map.of("Source", new StoredObject("store", "in"), "Config", new StoredObject("store", "config")),
                    Map.of("Output", new StoredObject("store", "out")))::attach)));

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(unzip(fixture.aws.objects.get("store/out")))
                    .containsEntry("deep/config.txt", "configured")
                    .containsEntry("who", "codepipeline/delivery\n");
            assertThat(build.resolvedSourceVersion()).isEqualTo("0a1b2c");
            assertThat(build.sourceVersion()).isEqualTo("arn:aws:s3:::store/in");
            assertThat(build.initiator()).isEqualTo("codepipeline/delivery");
            assertThat(build.exportedEnvironmentVariables())
                    .extracting(each -> each.value())
                    .containsExactly("v-0a1b2c");
        }

        @Test
        void keeps_the_modes_of_files_from_its_input_to_its_output() throws Exception {
            pipelineProject();
            Path source = Files.createDirectory(folder.resolve("source"));
            Files.writeString(source.resolve("buildspec.yml"), """
                version: 0.2
                phases: {build: {commands: [./mvnw]}}
                artifacts: {files: [mvnw]}
                """);
            Path script = Files.writeString(source.resolve("mvnw"), "#!/bin/sh\necho it runs\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
            Path input = folder.resolve("input.zip");
            ZipArchive.write(input, new FileSelection(List.of("**/*"), List.of(), Optional.empty(), false).in(source));
            fixture.aws.objects.put("store/in", Files.readAllBytes(input));

            Build build = fixture.finished(fixture.start(start -> start.overrideConfiguration(new PipelineBuild(
                    "delivery",
                    "0a1b2c",
                    "Source",
                    Map.of("Source", new StoredObject("store", "in")),
                    Map.of("Output", new StoredObject("store", "out")))::attach)));

            assertThat(fixture.log(build)).contains("\nit runs");
            Path output = Files.write(folder.resolve("output.zip"), fixture.aws.objects.get("store/out"));
            ZipArchive.unpack(output, folder.resolve("unpacked"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("unpacked/mvnw")))
                    .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        }

        @Test
        void several_outputs_are_the_secondary_artifacts_of_their_names() throws IOException {
            pipelineProject();
            fixture.aws.objects.put("store/in", zip(Map.of("buildspec.yml", """
                version: 0.2
                phases:
                  build:
                    commands:
                      - echo one > one
                artifacts:
                  secondary-artifacts:
                    One: {files: [one]}
                """)));

            Build build = fixture.finished(fixture.start(start -> start.overrideConfiguration(new PipelineBuild(
                    "delivery",
                    "0a1b2c",
                    "Source",
                    Map.of("Source", new StoredObject("store", "in")),
                    Map.of("One", new StoredObject("store", "1"), "Two", new StoredObject("store", "2")))::attach)));

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(context(build, BuildPhaseType.UPLOAD_ARTIFACTS)).contains("Two");
        }

        @Test
        void a_source_without_a_buildspec_fails_the_build() throws IOException {
            pipelineProject();
            fixture.aws.objects.put("store/in", zip(Map.of("README", "nothing")));

            Build build = fixture.finished(fixture.start(start -> start.overrideConfiguration(new PipelineBuild(
                    "delivery", "0a", "Source", Map.of("Source", new StoredObject("store", "in")), Map.of())::attach)));

            assertThat(context(build, BuildPhaseType.DOWNLOAD_SOURCE))
                    .isEqualTo("YAML_FILE_ERROR: YAML file does not exist");
        }

        @Test
        void nobody_else_can_start_it() {
            pipelineProject();

            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> fixture.start(start -> {}))
                    .withMessageContaining("CODEPIPELINE");
        }

        private void pipelineProject() {
            fixture.codeBuild.createProject(project("")
                    .source(source -> source.type(SourceType.CODEPIPELINE))
                    .artifacts(artifacts -> artifacts.type(ArtifactsType.CODEPIPELINE))
                    .build());
        }
    }

    @Nested
    class Of_a_project {
        @Test
        void a_rule_that_starts_it_is_its_initiator() {
            Build build = fixture.build(
                    "version: 0.2\nphases: {build: {commands: [echo hi]}}\n",
                    start -> start.overrideConfiguration(
                            new EventTrigger("arn:aws:events:eu-west-1:000000000000:rule/nightly")::attach));

            assertThat(build.initiator()).isEqualTo("rule/nightly");
        }

        @Test
        void takes_its_source_from_s3_and_leaves_its_artifact_there() throws IOException {
            fixture.aws.objects.put("sources/app.zip", zip(Map.of("in.txt", "in")));
            fixture.codeBuild.createProject(project("")
                    .source(source -> source.type(SourceType.S3)
                            .location("sources/app.zip")
                            .buildspec("""
                                version: 0.2
                                phases:
                                  build:
                                    commands: cp in.txt out.txt
                                artifacts:
                                  files: [out.txt]
                                  name: app-$CODEBUILD_BUILD_NUMBER.zip
                                """))
                    .artifacts(artifacts -> artifacts
                            .type(ArtifactsType.S3)
                            .location("results")
                            .path("builds")
                            .packaging(ArtifactPackaging.ZIP)
                            .overrideArtifactName(true))
                    .build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(build.artifacts().location()).isEqualTo("arn:aws:s3:::results/builds/app-1.zip");
            assertThat(unzip(fixture.aws.objects.get("results/builds/app-1.zip")))
                    .containsEntry("out.txt", "in");
        }

        @Test
        void takes_its_source_from_a_repository() throws Exception {
            Path repository = Files.createDirectory(folder.resolve("repository"));
            Files.writeString(repository.resolve("buildspec.yml"), """
                version: 0.2
                phases:
                  build:
                    commands:
                      - echo "built $CODEBUILD_RESOLVED_SOURCE_VERSION"
                      - git log --oneline | wc -l
                """);
            git(repository, "init", "-q", "-b", "main");
            git(repository, "add", ".");
            git(repository, "-c", "user.name=Dev", "-c", "user.email=dev@localhost", "commit", "-q", "-m", "First");
            fixture.aws.repositories.put("app", repository.toUri().toString());
            fixture.codeBuild.createProject(project("")
                    .source(source -> source.type(SourceType.CODECOMMIT)
                            .location("https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/app"))
                    .build());

            Build build = fixture.finished(fixture.start(start -> start.sourceVersion("refs/heads/main")));

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(build.resolvedSourceVersion()).matches("[0-9a-f]{40}");
            assertThat(fixture.log(build)).contains("built " + build.resolvedSourceVersion());
        }

        @Test
        void finds_what_the_build_before_it_left_in_the_local_cache() {
            fixture.codeBuild.createProject(project("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - mkdir -p lib
                      - ls lib | sed 's/^/found /'
                      - echo 1 > lib/kept
                cache:
                  paths: ['lib/**/*']
                """)
                    .cache(cache -> cache.type(CacheType.LOCAL).modes(CacheMode.LOCAL_CUSTOM_CACHE))
                    .build());
            Build first = fixture.finished(fixture.start(start -> {}));
            Build second = fixture.finished(fixture.start(start -> {}));
            fixture.codeBuild.invalidateProjectCache(invalidate -> invalidate.projectName("app"));
            Build third = fixture.finished(fixture.start(start -> {}));

            assertThat(fixture.log(first)).doesNotContain("\nfound kept");
            assertThat(fixture.log(second)).contains("\nfound kept");
            assertThat(fixture.log(third)).doesNotContain("\nfound kept");
        }

        @Test
        void reports_its_tests_also_when_it_failed() {
            Build build = fixture.build("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - mkdir -p target/surefire-reports
                      - |
                        cat > target/surefire-reports/TEST-a.xml <<XML
                        <testsuite name="a"><testcase classname="dev.ATest" name="works" time="0.5"/>
                        <testcase classname="dev.ATest" name="breaks" time="1"><failure message="expected 1">at</failure></testcase>
                        </testsuite>
                        XML
                      - "false"
                reports:
                  unit:
                    base-directory: target/surefire-reports
                    files: ['*.xml']
                """);

            assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
            assertThat(build.reportArns()).hasSize(1);
            Report report = fixture.codeBuild
                    .batchGetReports(get -> get.reportArns(build.reportArns()))
                    .reports()
                    .get(0);
            assertThat(report.reportGroupArn()).endsWith(":report-group/app-unit");
            assertThat(report.statusAsString()).isEqualTo("FAILED");
            assertThat(report.testSummary().total()).isEqualTo(2);
            assertThat(fixture.codeBuild
                            .describeTestCases(describe -> describe.reportArn(report.arn()))
                            .testCases())
                    .extracting(TestCase::prefix, TestCase::name, TestCase::status, TestCase::message)
                    .containsExactly(
                            tuple("dev.ATest", "works", "SUCCEEDED", ""),
                            tuple("dev.ATest", "breaks", "FAILED", "expected 1"));
        }

        @Test
        void a_report_without_files_is_incomplete_and_fails_it_after_all_else_is_uploaded() {
            fixture.codeBuild.createProject(project("""
                version: 0.2
                phases: {build: {commands: [echo hi > out]}}
                artifacts: {files: [out]}
                reports: {unit: {files: ['TEST-*.xml']}}
                """)
                    .artifacts(artifacts -> artifacts.type(ArtifactsType.S3).location("results"))
                    .build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(context(build, BuildPhaseType.UPLOAD_ARTIFACTS))
                    .isEqualTo("CLIENT_ERROR: Error in UPLOAD_ARTIFACTS phase: [unit: [report files not found in"
                            + " build]]");
            assertThat(fixture.aws.objects).containsKey("results/app/out");
            assertThat(fixture.codeBuild
                            .batchGetReports(get -> get.reportArns(build.reportArns()))
                            .reports())
                    .extracting(Report::statusAsString)
                    .containsExactly("INCOMPLETE");
        }

        @Test
        void reports_scenarios_of_cucumber_to_a_group_that_is_there() {
            String group = fixture.codeBuild
                    .createReportGroup(create -> create.name("features")
                            .type(ReportType.TEST)
                            .exportConfig(export -> export.exportConfigType(ReportExportConfigType.NO_EXPORT)))
                    .reportGroup()
                    .arn();
            Build build = fixture.build("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - |
                        cat > report.json <<JSON
                        [{"name": "Checkout", "elements": [
                          {"type": "background", "name": "", "steps": [{"result": {"status": "passed"}}]},
                          {"type": "scenario", "name": "pays", "steps": [
                            {"keyword": "When ", "name": "she pays", "result": {"status": "passed", "duration": 5}},
                            {"keyword": "Then ", "name": "it is paid",
                             "result": {"status": "failed", "duration": 7, "error_message": "it is not"}}]}]}]
                        JSON
                reports:
                  %s:
                    files: report.json
                    file-format: CUCUMBERJSON
                """.formatted(group));

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(fixture.codeBuild
                            .describeTestCases(describe ->
                                    describe.reportArn(build.reportArns().get(0)))
                            .testCases())
                    .extracting(
                            TestCase::prefix,
                            TestCase::name,
                            TestCase::status,
                            TestCase::message,
                            TestCase::durationInNanoSeconds)
                    .containsExactly(tuple("Checkout", "pays", "FAILED", "Then it is paid: it is not", 12L));
        }

        @Test
        void keeps_its_cache_in_s3_but_for_what_is_outside_of_its_source() {
            fixture.codeBuild.createProject(project("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - mkdir -p lib
                      - ls lib | sed 's/^/found /'
                      - echo 1 > lib/kept
                cache:
                  paths: ['/root/.m2/**/*', 'lib/*']
                """)
                    .cache(cache -> cache.type(CacheType.S3).location("store/cache/app"))
                    .build());

            fixture.finished(fixture.start(start -> {}));
            Build second = fixture.finished(fixture.start(start -> {}));

            assertThat(fixture.log(second)).contains("\nfound kept");
            assertThat(fixture.aws.objects).containsOnlyKeys("store/cache/app/app.zip");
        }

        @Test
        void leaves_its_secondary_artifacts_where_each_belongs() {
            fixture.codeBuild.createProject(project("""
                version: 0.2
                phases: {build: {commands: [mkdir -p a/b, echo 1 > a/b/one.txt, echo 2 > two.txt]}}
                artifacts:
                  files: [two.txt]
                  secondary-artifacts:
                    docs: {files: ['**/*.txt'], base-directory: a, discard-paths: yes}
                """)
                    .artifacts(artifacts -> artifacts
                            .type(ArtifactsType.S3)
                            .location("results")
                            .name("all")
                            .namespaceType(ArtifactNamespace.BUILD_ID))
                    .secondaryArtifacts(ProjectArtifacts.builder()
                            .type(ArtifactsType.S3)
                            .artifactIdentifier("docs")
                            .location("documents")
                            .name("/")
                            .build())
                    .build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(fixture.aws.objects)
                    .containsOnlyKeys(
                            "results/%s/all/two.txt".formatted(build.logs().streamName()), "documents/one.txt");
        }

        @Test
        void an_artifact_that_is_missing_fails_it() {
            fixture.codeBuild.createProject(project("""
                version: 0.2
                phases: {build: {commands: [echo hi]}}
                artifacts: {files: [none.jar]}
                """)
                    .artifacts(artifacts -> artifacts.type(ArtifactsType.S3).location("results"))
                    .build());

            Build build = fixture.finished(fixture.start(start -> {}));

            assertThat(context(build, BuildPhaseType.UPLOAD_ARTIFACTS))
                    .isEqualTo("CLIENT_ERROR: no matching artifact paths found");
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

    @Nested
    class The_log {
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
            assertThat(fixture.aws.logs.longestBatch).isLessThanOrEqualTo(1_048_576);
        }

        @Test
        void a_service_that_fails_does_not_hold_up_the_build() {
            fixture.aws.logs.broken = true;

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

            await().untilAsserted(() -> assertThat(fixture.aws.events).hasSize(12));
            assertThat(fixture.aws.events)
                    .allSatisfy(event -> assertThat(event.source()).isEqualTo("aws.codebuild"))
                    .extracting(event -> event.detailType())
                    .containsOnly("CodeBuild Build State Change", "CodeBuild Build Phase Change");
            assertThat(fixture.aws.events.get(11).detail())
                    .contains("\"build-status\":\"SUCCEEDED\"", "\"build-id\":\"%s\"".formatted(build.arn()));
            assertThat(fixture.aws.events.get(5).detail()).contains("\"completed-phase\":\"INSTALL\"");
        }
    }

    private static EnvironmentVariable variable(String name, String value) {
        return EnvironmentVariable.builder().name(name).value(value).build();
    }

    private static void git(Path repository, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        Stream.of(arguments).forEach(command::add);
        assertThat(new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
