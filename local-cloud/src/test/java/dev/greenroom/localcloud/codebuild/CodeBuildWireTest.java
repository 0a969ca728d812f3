package dev.greenroom.localcloud.codebuild;

import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.PROJECT;
import static dev.greenroom.localcloud.codebuild.CodeBuildFixture.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.gateway.ServedService;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildNotDeleted;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfigType;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.ReportStatusType;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.Tag;
import software.amazon.awssdk.services.codebuild.model.TestCase;

/** Each operation by the real SDK client through the gateway. */
class CodeBuildWireTest {
    private static final String GREETING = "version: 0.2\nphases: {build: {commands: [echo hi]}}\n";
    private static final String SLEEP = "version: 0.2\nphases: {build: {commands: [sleep 600]}}\n";

    @TempDir
    Path folder;

    private CodeBuildFixture fixture;
    private ServedService<CodeBuildClient> served;
    private CodeBuildClient client;

    @BeforeEach
    void start() throws IOException {
        fixture = new CodeBuildFixture(folder);
        served = ServedService.start(
                "codebuild",
                CodeBuildClient.class,
                Wire.json("CodeBuild_20161006"),
                fixture.codeBuild,
                CodeBuildClient.builder());
        client = served.client();
    }

    @AfterEach
    void close() {
        served.close();
        fixture.close();
    }

    @Nested
    class A_project {
        @Test
        void is_created_with_the_defaults_of_aws() {
            Project project = client.createProject(project(GREETING)
                            .tags(Tag.builder().key("Component").value("build").build())
                            .build())
                    .project();

            assertThat(project.arn()).isEqualTo("arn:aws:codebuild:eu-west-1:000000000000:project/app");
            assertThat(project.timeoutInMinutes()).isEqualTo(60);
            assertThat(project.queuedTimeoutInMinutes()).isEqualTo(480);
            assertThat(project.encryptionKey()).isEqualTo("arn:aws:kms:eu-west-1:000000000000:alias/aws/s3");
            assertThat(project.created()).isNotNull().isEqualTo(project.lastModified());
            assertThat(project.tags()).extracting(Tag::value).containsExactly("build");
        }

        @Test
        void keeps_what_an_update_does_not_name() {
            client.createProject(project(GREETING).description("first").build());

            Project project = client.updateProject(
                            update -> update.name(PROJECT).timeoutInMinutes(10))
                    .project();

            assertThat(project.timeoutInMinutes()).isEqualTo(10);
            assertThat(project.description()).isEqualTo("first");
            assertThat(project.source().buildspec()).isEqualTo(GREETING);
        }

        @Test
        void is_found_by_name_and_by_arn_until_it_is_deleted() {
            String arn =
                    client.createProject(project(GREETING).build()).project().arn();

            var found = client.batchGetProjects(get -> get.names(PROJECT, arn, "none"));
            assertThat(found.projects()).extracting(Project::name).containsExactly(PROJECT, PROJECT);
            assertThat(found.projectsNotFound()).containsExactly("none");

            client.deleteProject(delete -> delete.name(PROJECT));
            client.deleteProject(delete -> delete.name(PROJECT));
            assertThat(client.batchGetProjects(get -> get.names(PROJECT)).projects())
                    .isEmpty();
        }

        @Test
        void is_listed_with_the_others_page_by_page() {
            for (int i = 0; i < 101; i++) {
                client.createProject(
                        project(GREETING).name("app-%03d".formatted(i)).build());
            }

            assertThat(client.listProjectsPaginator(list -> list.sortOrder(SortOrderType.DESCENDING))
                            .projects())
                    .hasSize(101)
                    .startsWith("app-100", "app-099")
                    .endsWith("app-000");
            assertThat(client.listProjects().projects()).hasSize(100);
        }

        @Test
        void forgets_its_cache() {
            client.createProject(project(GREETING).build());

            client.invalidateProjectCache(invalidate -> invalidate.projectName(PROJECT));

            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.invalidateProjectCache(invalidate -> invalidate.projectName("none")))
                    .withMessageContaining("Project cannot be found: none");
        }

        @Test
        void of_a_name_that_is_taken_is_refused() {
            client.createProject(project(GREETING).build());

            assertThatExceptionOfType(ResourceAlreadyExistsException.class)
                    .isThrownBy(() -> client.createProject(project(GREETING).build()))
                    .withMessageContaining(
                            "Project already exists: arn:aws:codebuild:eu-west-1:000000000000:project/app");
        }

        @Test
        void that_wants_more_than_is_emulated_is_refused_by_its_name() {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> client.createProject(project(GREETING)
                            .vpcConfig(vpc -> vpc.vpcId("vpc-1"))
                            .build()))
                    .withMessageContaining("vpcConfig is not emulated by the local cloud.");
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> client.createProject(
                            project(GREETING).timeoutInMinutes(4).build()))
                    .withMessageContaining("Invalid timeoutInMinutes: must be between 5 and 2160");
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.updateProject(update -> update.name("none")));
        }
    }

    @Nested
    class A_build {
        @Test
        void is_started_listed_and_deleted() {
            client.createProject(project(GREETING).build());
            Build first = client.startBuild(start -> start.projectName(PROJECT)).build();
            Build second =
                    client.startBuild(start -> start.projectName(PROJECT)).build();
            assertThat(first.buildNumber()).isEqualTo(1);
            assertThat(first.buildStatus()).isEqualTo(StatusType.IN_PROGRESS);
            assertThat(first.startTime()).isNotNull();

            Build done = finished(first);
            finished(second);

            assertThat(done.phases()).extracting(BuildPhase::phaseTypeAsString).endsWith("FINALIZING", "COMPLETED");
            assertThat(client.listBuilds().ids()).containsExactly(second.id(), first.id());
            assertThat(client.listBuildsForProject(
                                    list -> list.projectName(PROJECT).sortOrder(SortOrderType.ASCENDING))
                            .ids())
                    .containsExactly(first.id(), second.id());
            var deleted = client.batchDeleteBuilds(delete -> delete.ids(first.id(), "app:none"));
            assertThat(deleted.buildsDeleted()).containsExactly(first.arn());
            assertThat(deleted.buildsNotDeleted())
                    .extracting(BuildNotDeleted::id)
                    .containsExactly("app:none");
            assertThat(client.batchGetBuilds(get -> get.ids(first.id(), second.id()))
                            .buildsNotFound())
                    .containsExactly(first.id());
        }

        @Test
        void is_stopped_and_tried_once_more() {
            client.createProject(project(SLEEP).build());
            Build build = client.startBuild(start -> start.projectName(PROJECT)).build();
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> client.retryBuild(retry -> retry.id(build.id())));

            client.stopBuild(stop -> stop.id(build.id()));

            assertThat(finished(build).buildStatus()).isEqualTo(StatusType.STOPPED);
            Build again = client.retryBuild(retry -> retry.id(build.id())).build();
            assertThat(again.id()).isNotEqualTo(build.id());
            assertThat(again.buildNumber()).isEqualTo(2);
            client.stopBuild(stop -> stop.id(again.id()));
            finished(again);
        }

        @Test
        void is_started_once_with_the_same_token() {
            client.createProject(project(GREETING).build());

            Build first = client.startBuild(start -> start.projectName(PROJECT).idempotencyToken("t"))
                    .build();
            Build second = client.startBuild(start -> start.projectName(PROJECT).idempotencyToken("t"))
                    .build();

            assertThat(second.id()).isEqualTo(first.id());
        }

        @Test
        void that_is_unknown_is_not_found() {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.stopBuild(stop -> stop.id("app:none")))
                    .withMessageContaining("Build cannot be found: app:none");
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.startBuild(start -> start.projectName("none")))
                    .withMessageContaining("Project cannot be found: none");
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.listBuildsForProject(list -> list.projectName("none")));
        }

        @Test
        void of_many_is_not_emulated() {
            assertThatExceptionOfType(CodeBuildException.class)
                    .isThrownBy(() -> client.startBuildBatch(start -> start.projectName(PROJECT)))
                    .withMessageContaining("StartBuildBatch");
        }
    }

    @Nested
    class A_report {
        @Test
        void is_listed_with_its_test_cases_until_its_group_is_deleted() {
            client.createProject(project("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - echo '<testsuite><testcase classname="ATest" name="works"/></testsuite>' > TEST-a.xml
                reports: {unit: {files: [TEST-a.xml]}}
                """).build());
            Build build = finished(
                    client.startBuild(start -> start.projectName(PROJECT)).build());

            String group = "arn:aws:codebuild:eu-west-1:000000000000:report-group/app-unit";
            String report = build.reportArns().get(0);
            assertThat(client.listReports(list -> {}).reports()).containsExactly(report);
            assertThat(client.listReports(list -> list.filter(filter -> filter.status(ReportStatusType.FAILED)))
                            .reports())
                    .isEmpty();
            assertThat(client.listReportsForReportGroup(list -> list.reportGroupArn(group))
                            .reports())
                    .containsExactly(report);
            var found = client.batchGetReports(get -> get.reportArns(report, "none"));
            assertThat(found.reports().get(0).status()).isEqualTo(ReportStatusType.SUCCEEDED);
            assertThat(found.reports().get(0).testSummary().statusCounts()).containsEntry("SUCCEEDED", 1);
            assertThat(found.reportsNotFound()).containsExactly("none");
            assertThat(client.describeTestCases(
                                    describe -> describe.reportArn(report).filter(filter -> filter.status("SUCCEEDED")))
                            .testCases())
                    .extracting(TestCase::name)
                    .containsExactly("works");
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> client.deleteReportGroup(delete -> delete.arn(group)));
            client.deleteReportGroup(delete -> delete.arn(group).deleteReports(true));
            assertThat(client.listReports(list -> {}).reports()).isEmpty();
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> client.describeTestCases(describe -> describe.reportArn(report)));
        }

        @Test
        void has_a_group_that_is_created_updated_and_deleted() {
            String arn = client.createReportGroup(create -> create.name("unit")
                            .type(ReportType.TEST)
                            .exportConfig(export -> export.exportConfigType(ReportExportConfigType.NO_EXPORT)))
                    .reportGroup()
                    .arn();

            client.updateReportGroup(update -> update.arn(arn)
                    .tags(Tag.builder().key("Component").value("build").build()));

            var found = client.batchGetReportGroups(get -> get.reportGroupArns(arn, "none"));
            assertThat(found.reportGroups()).extracting(ReportGroup::name).containsExactly("unit");
            assertThat(found.reportGroups().get(0).tags())
                    .extracting(Tag::value)
                    .containsExactly("build");
            assertThat(found.reportGroupsNotFound()).containsExactly("none");
            assertThat(client.listReportGroups(list -> {}).reportGroups()).containsExactly(arn);
            client.deleteReportGroup(delete -> delete.arn(arn));
            assertThat(client.listReportGroups(list -> {}).reportGroups()).isEmpty();
        }
    }

    private Build finished(Build build) {
        return await().atMost(CodeBuildFixture.PATIENCE)
                .until(
                        () -> client.batchGetBuilds(get -> get.ids(build.id()))
                                .builds()
                                .get(0),
                        Build::buildComplete);
    }
}
