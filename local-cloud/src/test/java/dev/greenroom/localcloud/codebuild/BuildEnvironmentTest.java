package dev.greenroom.localcloud.codebuild;

import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.context;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.phase;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.project;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.variable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenroom.localcloud.fakes.Zip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;

class BuildEnvironmentTest {
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
            fixture.aws.s3.objects.put("sources/app.zip", Zip.of(Map.of("in.txt", "in")));
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
}
