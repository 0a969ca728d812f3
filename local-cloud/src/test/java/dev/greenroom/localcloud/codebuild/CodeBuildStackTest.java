package dev.greenroom.localcloud.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.CloudFormation;
import dev.greenroom.localcloud.codebuild.cloudformation.CodeBuildResourceTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** A project and a report group, from their template to their end. */
class CodeBuildStackTest {
    private static final String TEMPLATE = """
        Parameters:
          Version: {Type: String}
        Conditions:
          IsFirst: !Equals [!Ref Version, one]
          IsBroken: !Equals [!Ref Version, broken]
        Resources:
          Project:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: !If [IsFirst, app, !Ref AWS::NoValue]
              Description: !If [IsFirst, First, !Ref AWS::NoValue]
              ServiceRole: arn:aws:iam::000000000000:role/build
              TimeoutInMinutes: !If [IsFirst, 10, !Ref AWS::NoValue]
              Source:
                Type: NO_SOURCE
                BuildSpec: !Sub |
                  version: 0.2
                  phases: {build: {commands: [echo "version $VERSION of ${Version}"]}}
              Artifacts: {Type: NO_ARTIFACTS}
              Environment:
                Type: LINUX_CONTAINER
                ComputeType: BUILD_GENERAL1_SMALL
                Image: aws/codebuild/amazonlinux-x86_64-standard:5.0
                PrivilegedMode: false
                EnvironmentVariables:
                  - {Name: VERSION, Value: !Ref Version}
              Cache: !If [IsFirst, {Type: S3, Location: store/cache}, {Type: NO_CACHE}]
              LogsConfig: {CloudWatchLogs: {Status: ENABLED, GroupName: /builds}}
              Tags:
                - {Key: Version, Value: !Ref Version}
          Reports:
            Type: AWS::CodeBuild::ReportGroup
            Properties:
              Type: TEST
              ExportConfig: {ExportConfigType: NO_EXPORT}
              DeleteReports: true
              Tags:
                - {Key: Version, Value: !Ref Version}
          Broken:
            Type: AWS::CodeBuild::Project
            Condition: IsBroken
            DependsOn: [Project, Reports]
            Properties:
              ServiceRole: arn:aws:iam::000000000000:role/build
              TimeoutInMinutes: 5
              Source: {Type: NO_SOURCE}
              Artifacts: {Type: NO_ARTIFACTS}
              Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: any}
        Outputs:
          Project: {Value: !Ref Project}
          Arn: {Value: !GetAtt Project.Arn}
          Reports: {Value: !Ref Reports}
          ReportsArn: {Value: !GetAtt Reports.Arn}
        """;

    @TempDir
    Path folder;

    private CodeBuildFixture fixture;
    private CloudFormation cloudFormation;

    @BeforeEach
    void start() throws IOException {
        fixture = new CodeBuildFixture(folder);
        cloudFormation = new CloudFormation(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1"),
                fixture.aws.clients(),
                List.of(clients -> CodeBuildResourceTypes.of(fixture.codeBuild)),
                guard -> fixture.aws.clients());
        cloudFormation.createStack(
                create -> create.stackName("build").templateBody(TEMPLATE).parameters(version("one")));
        awaitStatus("CREATE_COMPLETE");
    }

    @AfterEach
    void close() {
        cloudFormation.close();
        fixture.close();
    }

    @Test
    void a_stack_makes_what_can_be_built() {
        Project project = project("app");
        assertThat(project.description()).isEqualTo("First");
        assertThat(project.timeoutInMinutes()).isEqualTo(10);
        assertThat(project.cache().type()).isEqualTo(CacheType.S3);
        assertThat(project.tags()).extracting(Tag::value).contains("one");
        assertThat(outputs())
                .containsEntry("Project", "app")
                .containsEntry("Arn", project.arn())
                .containsEntry("Reports", outputs().get("ReportsArn"));
        assertThat(groupTags()).contains("one");

        Build build = fixture.finished(fixture.start(start -> {}));

        assertThat(build.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(build.logs().groupName()).isEqualTo("/builds");
        assertThat(fixture.log(build)).contains("version one of one");
    }

    @Test
    void an_update_in_vain_leaves_all_as_it_was() {
        update("broken");

        awaitStatus("UPDATE_ROLLBACK_COMPLETE");
        assertThat(cloudFormation
                        .describeStackEvents(describe -> describe.stackName("build"))
                        .stackEvents())
                .extracting(StackEvent::resourceStatusReason)
                .anySatisfy(reason -> assertThat(reason).contains("buildspec is required for source type NO_SOURCE"));
        assertThat(outputs()).containsEntry("Project", "app");
        assertThat(project("app").description()).isEqualTo("First");
        assertThat(groupTags()).contains("one");
    }

    @Test
    void a_project_of_another_name_replaces_it_and_all_goes_with_the_stack() {
        update("two");

        awaitStatus("UPDATE_COMPLETE");
        String name = outputs().get("Project");
        assertThat(name).startsWith("build-Project-");
        assertThat(fixture.codeBuild.listProjects().projects()).containsExactly(name);
        assertThat(project(name).description()).isNull();
        assertThat(project(name).timeoutInMinutes()).isEqualTo(60);
        assertThat(groupTags()).contains("two");

        cloudFormation.deleteStack(delete -> delete.stackName("build"));

        await().atMost(CodeBuildFixture.PATIENCE).untilAsserted(() -> {
            assertThat(fixture.codeBuild.listProjects().projects()).isEmpty();
            assertThat(fixture.codeBuild.listReportGroups(list -> {}).reportGroups())
                    .isEmpty();
        });
    }

    @Test
    void what_an_update_leaves_out_is_as_if_it_had_never_been_set() {
        cloudFormation.updateStack(update -> update.stackName("build")
                .templateBody(TEMPLATE.replace("Name: !If [IsFirst, app, !Ref AWS::NoValue]", "Name: app"))
                .parameters(version("two")));

        awaitStatus("UPDATE_COMPLETE");
        Project project = project("app");
        assertThat(project.description()).isNullOrEmpty();
        assertThat(project.timeoutInMinutes()).isEqualTo(60);
        assertThat(project.cache().type()).isEqualTo(CacheType.NO_CACHE);
        assertThat(project.environment().environmentVariables())
                .extracting(EnvironmentVariable::value)
                .containsExactly("two");
    }

    private void update(String version) {
        cloudFormation.updateStack(
                update -> update.stackName("build").usePreviousTemplate(true).parameters(version(version)));
    }

    private Project project(String name) {
        return fixture.codeBuild
                .batchGetProjects(get -> get.names(name))
                .projects()
                .get(0);
    }

    private List<String> groupTags() {
        return fixture
                .codeBuild
                .batchGetReportGroups(get -> get.reportGroupArns(outputs().get("Reports")))
                .reportGroups()
                .get(0)
                .tags()
                .stream()
                .map(Tag::value)
                .toList();
    }

    private Map<String, String> outputs() {
        return stack().outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private Stack stack() {
        return cloudFormation
                .describeStacks(describe -> describe.stackName("build"))
                .stacks()
                .get(0);
    }

    private void awaitStatus(String status) {
        await().atMost(CodeBuildFixture.PATIENCE)
                .until(() -> !stack().stackStatusAsString().endsWith("_IN_PROGRESS"));
        assertThat(stack().stackStatusAsString())
                .as(() -> cloudFormation
                        .describeStackEvents(describe -> describe.stackName("build"))
                        .stackEvents()
                        .toString())
                .isEqualTo(status);
    }

    private static Parameter version(String version) {
        return Parameter.builder()
                .parameterKey("Version")
                .parameterValue(version)
                .build();
    }
}
