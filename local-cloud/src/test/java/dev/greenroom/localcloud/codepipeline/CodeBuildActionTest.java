package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.input;
import static dev.greenroom.localcloud.codepipeline.Pipelines.outputs;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenroom.localcloud.aws.PipelineBuild;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

class CodeBuildActionTest {
    private final PipelineFixture fixture = new PipelineFixture();
    private final FakeCodeBuild builds = fixture.aws.codeBuild;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void gives_a_build_its_artifacts_and_says_where_it_puts_its_own() {
        ActionDeclaration test = build("test", 2, Map.of("PrimarySource", "Sources")).toBuilder()
                .inputArtifacts(input("Deployment"), input("Sources"))
                .outputArtifacts(outputs("Reports", "Screens"))
                .build();
        fixture.create(pipeline(source(), stage("Build", app(), test)));

        PipelineBuild given = PipelineBuild.of(builds.requests("test").get(0)).orElseThrow();
        assertThat(given.pipeline()).isEqualTo("delivery");
        assertThat(given.primaryInput()).isEqualTo("Sources");
        assertThat(given.resolvedSourceVersion()).isEqualTo("v0");
        assertThat(given.inputs()).containsOnlyKeys("Sources", "Deployment");
        assertThat(given.outputs()).containsOnlyKeys("Reports", "Screens");
        assertThat(given.outputs().get("Reports").key()).matches("delivery/Reports/[A-Za-z0-9]{7}");
        PipelineBuild before = PipelineBuild.of(builds.requests("app").get(0)).orElseThrow();
        assertThat(given.inputs().get("Deployment")).isEqualTo(before.outputs().get("Deployment"));
    }

    @Test
    void gives_a_build_variables_of_all_types() {
        fixture.create(building("""
            [{"name": "COMMIT", "value": "#{Commit.CommitId}"},
             {"name": "PASSWORD", "value": "app/password", "type": "SECRETS_MANAGER"},
             {"name": "MODE", "value": "/app/mode", "type": "PARAMETER_STORE"}]
            """));

        assertThat(builds.requests("app").get(0).environmentVariablesOverride())
                .extracting(EnvironmentVariable::name, EnvironmentVariable::value, EnvironmentVariable::type)
                .containsExactly(
                        tuple("COMMIT", "v0", EnvironmentVariableType.PLAINTEXT),
                        tuple("PASSWORD", "app/password", EnvironmentVariableType.SECRETS_MANAGER),
                        tuple("MODE", "/app/mode", EnvironmentVariableType.PARAMETER_STORE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"A\", \"value\": \"1\"}",
                "[{\"value\": \"1\"}]",
                "[{\"name\": \"A\", \"type\": \"X\"}]",
                "["
            })
    void refuses_variables_that_are_no_list_of_names_and_known_types(String variables) {
        ErrorDetails error = fixture.failure("Build", "app", building(variables));

        assertThat(error.code()).isEqualTo("ConfigurationError");
        assertThat(error.message()).startsWith("EnvironmentVariables ");
        assertThat(builds.requests("app")).isEmpty();
    }

    @Test
    void hands_exported_variables_to_later_actions() {
        builds.export("app", Map.of("IMAGE", "app@sha256:1", "VERSION", "1.0"));

        fixture.create(pipeline(
                source(),
                stage("Build", app()),
                stage(
                        "Test",
                        build(
                                "test",
                                1,
                                Map.of(
                                        "EnvironmentVariables",
                                        "[{\"name\":\"IMAGE\",\"value\":\"#{app.IMAGE} #{app.VERSION}\"}]")))));

        assertThat(builds.requests("test").get(0).environmentVariablesOverride())
                .extracting(EnvironmentVariable::value)
                .containsExactly("app@sha256:1 1.0");
    }

    @Test
    void refuses_more_variables_than_aws_keeps() {
        builds.export("app", Map.of("TEXT", "x".repeat(122_880)));

        ErrorDetails error = fixture.failure("Build", "app", building("[]"));

        assertThat(error.message())
                .isEqualTo("The output variables of the action have 122884 bytes; at most 122880 are allowed");
    }

    @Test
    void tells_why_a_build_failed_and_where_to_look() {
        builds.fail("app");

        ErrorDetails error = fixture.failure("Build", "app", building("[]"));

        assertThat(error.code()).isEqualTo("JobFailed");
        assertThat(error.message())
                .isEqualTo("Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, "
                        + "Message: Error while executing command: mvn. Reason: exit status 1");
        ActionExecution latest = fixture.action("Build", "app").latestExecution();
        assertThat(latest.externalExecutionId()).isEqualTo("app:1");
        assertThat(latest.externalExecutionUrl())
                .isEqualTo("https://console.aws.amazon.com/codebuild/home?region=eu-west-1#/builds/app:1/view/new");
    }

    @Test
    void tells_of_a_project_that_is_not_there() {
        ErrorDetails error = fixture.failure("Build", "none", pipeline(source(), stage("Build", build("none", 1))));

        assertThat(error.code()).isEqualTo("ConfigurationError");
        assertThat(error.message())
                .isEqualTo("Error calling startBuild: ResourceNotFoundException: Project cannot be found: none");
    }

    @ParameterizedTest
    @CsvSource({"codebuild:StartBuild", "codebuild:BatchGetBuilds"})
    void names_role_action_and_resource_where_a_permission_is_lacking(String action) {
        fixture.denied.add(action);

        ErrorDetails error = fixture.failure("Build", "app", building("[]"));

        assertThat(error.code()).isEqualTo("PermissionError");
        assertThat(error.message())
                .contains("The provided role " + Pipelines.ROLE)
                .contains("is not authorized to perform: %s on resource: %s"
                        .formatted(action, "arn:aws:codebuild:eu-west-1:000000000000:project/app"));
        assertThat(builds.requests("app")).isEmpty();
    }

    @Test
    void works_the_same_in_the_category_test() {
        fixture.create(pipeline(
                source(),
                stage(
                        "Test",
                        Pipelines.action("app", ActionCategory.TEST, "CodeBuild", 1)
                                .inputArtifacts(input("Sources"))
                                .configuration(Map.of("ProjectName", "app"))
                                .build())));

        assertThat(fixture.status(fixture.executions().get(0))).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(builds.requests("app")).hasSize(1);
    }

    private static ActionDeclaration app() {
        return build("app", 1).toBuilder()
                .outputArtifacts(outputs("Deployment"))
                .build();
    }

    private static PipelineDeclaration.Builder building(String variables) {
        return pipeline(source(), stage("Build", build("app", 1, Map.of("EnvironmentVariables", variables))));
    }
}
