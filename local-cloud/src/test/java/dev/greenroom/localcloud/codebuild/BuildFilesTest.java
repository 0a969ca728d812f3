package dev.greenroom.localcloud.codebuild;

import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.context;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codebuild.archive.FileSelection;
import dev.greenroom.localcloud.codebuild.archive.ZipArchive;
import dev.greenroom.localcloud.fakes.Zip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.ArtifactNamespace;
import software.amazon.awssdk.services.codebuild.model.ArtifactPackaging;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.Report;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfigType;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.TestCase;

class BuildFilesTest {
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
    class In_a_pipeline {
        @Test
        void takes_its_inputs_from_s3_and_puts_its_outputs_there() throws IOException {
            pipelineProject();
            fixture.aws.s3.objects.put("store/in", Zip.of(Map.of("buildspec.yml", """
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
            fixture.aws.s3.objects.put("store/config", Zip.of(Map.of("config.txt", "configured")));

            Build build = fixture.finished(fixture.start(start -> start.overrideConfiguration(new PipelineBuild(
                    "delivery",
                    "0a1b2c",
                    "Source",
                    Map.of("Source", new StoredObject("store", "in"), "Config", new StoredObject("store", "config")),
                    Map.of("Output", new StoredObject("store", "out")))::attach)));

            assertThat(build.buildStatus()).as(fixture.log(build)).isEqualTo(StatusType.SUCCEEDED);
            assertThat(Zip.files(fixture.aws.s3.objects.get("store/out")))
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
            fixture.aws.s3.objects.put("store/in", Files.readAllBytes(input));

            Build build = fixture.finished(fixture.start(start -> start.overrideConfiguration(new PipelineBuild(
                    "delivery",
                    "0a1b2c",
                    "Source",
                    Map.of("Source", new StoredObject("store", "in")),
                    Map.of("Output", new StoredObject("store", "out")))::attach)));

            assertThat(fixture.log(build)).contains("\nit runs");
            Path output = Files.write(folder.resolve("output.zip"), fixture.aws.s3.objects.get("store/out"));
            ZipArchive.unpack(output, folder.resolve("unpacked"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("unpacked/mvnw")))
                    .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        }

        @Test
        void several_outputs_are_the_secondary_artifacts_of_their_names() throws IOException {
            pipelineProject();
            fixture.aws.s3.objects.put("store/in", Zip.of(Map.of("buildspec.yml", """
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
            fixture.aws.s3.objects.put("store/in", Zip.of(Map.of("README", "nothing")));

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
            fixture.aws.s3.objects.put("sources/app.zip", Zip.of(Map.of("in.txt", "in")));
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
            assertThat(Zip.files(fixture.aws.s3.objects.get("results/builds/app-1.zip")))
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
            assertThat(fixture.aws.s3.objects).containsKey("results/app/out");
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
            assertThat(fixture.aws.s3.objects).containsOnlyKeys("store/cache/app/app.zip");
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
            assertThat(fixture.aws.s3.objects)
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
