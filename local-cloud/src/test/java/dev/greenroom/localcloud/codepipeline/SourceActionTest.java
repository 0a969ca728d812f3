package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.commit;
import static dev.greenroom.localcloud.codepipeline.Pipelines.outputs;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.fakes.Zip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.S3Location;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

class SourceActionTest {
    private final PipelineFixture fixture = new PipelineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class CodeCommit {
        @Test
        void becomes_an_archive_with_modes_and_links_and_without_submodules() throws Exception {
            fixture.aws.codeCommit.push(
                    "v1",
                    Map.of(
                            "run.sh", new FakeCodeCommit.File("100755", "#!/bin/sh"),
                            "docs/latest", new FakeCodeCommit.File("120000", "1.0"),
                            "library", new FakeCodeCommit.File("160000", "")));

            fixture.create(pipeline(source(), stage("Build", build("app", 1))));

            assertThat(modes(archive("Commit")))
                    .containsOnly(
                            Map.entry("VERSION", "100644"),
                            Map.entry("run.sh", "100755"),
                            Map.entry("docs/latest", "120000"));
            assertThat(Zip.files(archive("Commit")))
                    .containsEntry("VERSION", "v1")
                    .containsEntry("docs/latest", "1.0");
        }

        @Test
        void tells_its_revision_and_its_variables() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));

            ActionState state = fixture.action("Source", "Commit");
            assertThat(state.currentRevision().revisionId()).isEqualTo("v0");
            assertThat(state.revisionUrl()).contains("#/repository/app/commit/v0");
            assertThat(state.latestExecution().summary()).isEqualTo("Make \"v0\"");
            assertThat(detail("Commit").output().outputVariables())
                    .containsOnly(
                            Map.entry("RepositoryName", "app"),
                            Map.entry("BranchName", "main"),
                            Map.entry("CommitId", "v0"),
                            Map.entry("CommitMessage", "Make \"v0\""),
                            Map.entry("AuthorDate", "2023-11-14T22:13:20Z"),
                            Map.entry("CommitterDate", "2023-11-14T22:14:20Z"));
        }

        @Test
        void of_a_repository_that_is_empty_fails_as_one_without_the_branch() {
            fixture.aws.codeCommit.forget();

            ErrorDetails error = failure(Map.of());

            assertThat(error.code()).isEqualTo("ConfigurationError");
            assertThat(error.message())
                    .isEqualTo("The action failed because no branch named main was found in the selected AWS CodeCommit"
                            + " repository app. Make sure you are using the correct branch name, and then try"
                            + " again.");
        }

        @Test
        void of_a_branch_or_a_repository_that_is_not_there_fails() {
            assertThat(failure(Map.of("BranchName", "none")).message())
                    .startsWith("The action failed because no branch named none was found");
        }

        @Test
        void of_a_repository_that_is_not_there_fails() {
            assertThat(failure(Map.of("RepositoryName", "none")).message())
                    .isEqualTo("The action failed because no repository named none was found. Make sure you are using "
                            + "the correct repository name, and then try again.");
        }

        @Test
        void of_a_commit_that_is_not_there_fails() {
            fixture.create(pipeline(source(), stage("Build", build("app", 1))));

            fixture.awaitEnd(start("Commit", SourceRevisionType.COMMIT_ID, "gone"));

            assertThat(fixture.action("Source", "Commit")
                            .latestExecution()
                            .errorDetails()
                            .message())
                    .isEqualTo("The action failed because no commit with ID gone was found in the AWS CodeCommit "
                            + "repository app.");
        }

        @ParameterizedTest
        @CsvSource({
            "codecommit:GetBranch, arn:aws:codecommit:eu-west-1:000000000000:app",
            "codecommit:GetCommit, arn:aws:codecommit:eu-west-1:000000000000:app",
            "codecommit:UploadArchive, arn:aws:codecommit:eu-west-1:000000000000:app",
            "s3:PutObject, arn:aws:s3:::artifacts/delivery/Sources/",
        })
        void names_role_action_and_resource_where_a_permission_is_lacking(String action, String resource) {
            fixture.denied.add(action);

            ErrorDetails error = failure(Map.of());

            assertThat(error.code()).isEqualTo("PermissionError");
            assertThat(error.message())
                    .contains(Pipelines.ROLE)
                    .contains("is not authorized to perform: %s on resource: %s".formatted(action, resource));
        }

        private ErrorDetails failure(Map<String, String> more) {
            return fixture.failure(
                    "Source",
                    "Commit",
                    pipeline(
                            stage(
                                    "Source",
                                    commit().toBuilder()
                                            .configuration(Pipelines.merged(commit().configuration(), more))
                                            .build()),
                            stage("Build", build("app", 1))));
        }
    }

    @Nested
    class S3 {
        @Test
        void is_taken_in_its_latest_version_or_in_the_one_asked_for() {
            put("drop/app.zip", "new");
            put("drop/app.zip@one", "old");

            fixture.create(fromBucket());

            assertThat(text("Upload")).isEqualTo("new");
            assertThat(detail("Upload").output().outputVariables())
                    .containsOnly(
                            Map.entry("BucketName", "drop"),
                            Map.entry("ObjectKey", "app.zip"),
                            Map.entry("ETag", "e7a9"),
                            Map.entry("VersionId", "latest"));
            assertThat(fixture.action("Source", "Upload").latestExecution().summary())
                    .isEqualTo("Amazon S3 version id: latest");

            fixture.awaitEnd(start("Upload", SourceRevisionType.S3_OBJECT_VERSION_ID, "one"));

            assertThat(text("Upload")).isEqualTo("old");
            assertThat(fixture.action("Source", "Upload").currentRevision().revisionId())
                    .isEqualTo("one");
        }

        @Test
        void that_is_not_there_fails() {
            assertThat(fixture.failure("Source", "Upload", fromBucket()).message())
                    .startsWith("The object with key 'app.zip' in bucket 'drop' can't be read: ");
        }

        @Test
        void that_has_no_versions_fails() {
            put("drop/app.zip", "new");
            fixture.aws.s3.versioned = false;

            assertThat(fixture.failure("Source", "Upload", fromBucket()).message())
                    .isEqualTo("The bucket 'drop' does not have versioning enabled, which a source needs");
        }

        @ParameterizedTest
        @ValueSource(strings = {"s3:GetObject", "s3:PutObject"})
        void names_role_and_action_where_a_permission_is_lacking(String action) {
            put("drop/app.zip", "new");
            fixture.denied.add(action);

            ErrorDetails error = fixture.failure("Source", "Upload", fromBucket());

            assertThat(error.code()).isEqualTo("PermissionError");
            assertThat(error.message()).contains(Pipelines.ROLE).contains("is not authorized to perform: " + action);
        }

        private void put(String object, String content) {
            fixture.aws.s3.objects.put(object, content.getBytes(StandardCharsets.UTF_8));
        }

        private String text(String action) {
            return new String(archive(action), StandardCharsets.UTF_8);
        }

        private PipelineDeclaration.Builder fromBucket() {
            ActionDeclaration upload = Pipelines.action("Upload", ActionCategory.SOURCE, "S3", 1)
                    .outputArtifacts(outputs("Sources"))
                    .configuration(
                            Map.of("S3Bucket", "drop", "S3ObjectKey", "app.zip", "PollForSourceChanges", "false"))
                    .build();
            return pipeline(stage("Source", upload), stage("Build", build("app", 1)));
        }
    }

    private String start(String action, SourceRevisionType type, String revision) {
        return fixture.codePipeline
                .startPipelineExecution(start -> start.name(Pipelines.NAME)
                        .sourceRevisions(SourceRevisionOverride.builder()
                                .actionName(action)
                                .revisionType(type)
                                .revisionValue(revision)
                                .build()))
                .pipelineExecutionId();
    }

    private ActionExecutionDetail detail(String action) {
        return fixture
                .codePipeline
                .listActionExecutions(list -> list.pipelineName(Pipelines.NAME))
                .actionExecutionDetails()
                .stream()
                .filter(detail -> detail.actionName().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** What the action has made last. */
    private byte[] archive(String action) {
        S3Location location = detail(action).output().outputArtifacts().get(0).s3location();
        return fixture.aws.s3.objects.get(location.bucket() + "/" + location.key());
    }

    /** By path, as git says them. */
    private static Map<String, String> modes(byte[] archive) throws IOException {
        var modes = new TreeMap<String, String>();
        try (ZipFile zip = ZipFile.builder().setByteArray(archive).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                modes.put(entry.getName(), Integer.toOctalString(entry.getUnixMode()));
            }
        }
        return modes;
    }
}
