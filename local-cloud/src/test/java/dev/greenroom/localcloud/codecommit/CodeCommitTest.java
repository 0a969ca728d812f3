package dev.greenroom.localcloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsError;
import software.amazon.awssdk.services.codecommit.model.BranchNameExistsException;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.OrderEnum;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;
import software.amazon.awssdk.services.codecommit.model.SortByEnum;

/** The API as the real SDK client meets it, through the gateway. */
class CodeCommitTest {
    private static final String NO_COMMIT = "0123456789012345678901234567890123456789";

    @TempDir
    private Path folder;

    private CodeCommitFixture fixture;
    private CodeCommitClient client;

    @BeforeEach
    void start() throws IOException {
        fixture = new CodeCommitFixture(folder.resolve("cloud"));
        client = fixture.client;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class A_repository {
        @Test
        void is_made_with_all_that_aws_says_of_one() {
            RepositoryMetadata made = client.createRepository(create -> create.repositoryName("shop")
                            .repositoryDescription("Sells things")
                            .tags(Map.of("team", "a")))
                    .repositoryMetadata();

            assertThat(made.accountId()).isEqualTo("000000000000");
            assertThat(made.repositoryId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(made.repositoryDescription()).isEqualTo("Sells things");
            assertThat(made.arn()).isEqualTo("arn:aws:codecommit:eu-west-1:000000000000:shop");
            assertThat(made.cloneUrlHttp()).isEqualTo(fixture.gateway.endpoint() + "/git/eu-west-1/shop");
            assertThat(made.cloneUrlSsh()).isEqualTo("ssh://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop");
            assertThat(made.creationDate()).isEqualTo(made.lastModifiedDate());
            assertThat(made.defaultBranch()).isNull();
            assertThat(get("shop")).isEqualTo(made);
        }

        @Test
        void is_described_renamed_and_deleted_with_its_folder() throws IOException {
            fixture.repository("shop");
            String id = get("shop").repositoryId();
            client.updateRepositoryDescription(
                    update -> update.repositoryName("shop").repositoryDescription("Sells more"));
            client.updateRepositoryName(update -> update.oldName("shop").newName("store"));

            assertThat(get("store").repositoryDescription()).isEqualTo("Sells more");
            assertThat(get("store").repositoryId()).isEqualTo(id);
            assertThat(get("store").cloneUrlHttp()).endsWith("/store");
            assertThatExceptionOfType(RepositoryDoesNotExistException.class)
                    .isThrownBy(() -> get("shop"))
                    .satisfies(
                            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("shop does not exist"));
            assertThat(client.deleteRepository(delete -> delete.repositoryName("store"))
                            .repositoryId())
                    .isEqualTo(id);
            assertThat(client.deleteRepository(delete -> delete.repositoryName("store"))
                            .repositoryId())
                    .isNull();
            try (Stream<Path> left = Files.list(fixture.folder.resolve(CodeCommitFixture.REGION))) {
                assertThat(left).isEmpty();
            }
        }

        @Test
        void has_a_name_that_is_valid_and_its_own() {
            fixture.repository("shop");
            fixture.repository("store");

            assertThatExceptionOfType(RepositoryNameExistsException.class)
                    .isThrownBy(() -> fixture.repository("shop"))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Repository named shop already exists"));
            assertFails(
                    "RepositoryNameExistsException",
                    () -> client.updateRepositoryName(
                            update -> update.oldName("shop").newName("store")));
            for (String name : List.of("a/b", "a b", "shop.git", "", "x".repeat(101))) {
                assertFails("InvalidRepositoryNameException", () -> fixture.repository(name));
            }
            assertFails("RepositoryNameRequiredException", () -> client.getRepository(get -> {}));
        }

        @Test
        void is_listed_by_name_or_by_its_last_change() {
            fixture.repository("b");
            fixture.repository("a");
            fixture.repository("c");
            client.updateRepositoryDescription(
                    update -> update.repositoryName("b").repositoryDescription("changed"));

            assertThat(client.listRepositories(list -> {}).repositories())
                    .extracting(RepositoryNameIdPair::repositoryName)
                    .containsExactly("a", "b", "c");
            assertThat(client.listRepositories(list ->
                                    list.sortBy(SortByEnum.LAST_MODIFIED_DATE).order(OrderEnum.DESCENDING))
                            .repositories())
                    .extracting(RepositoryNameIdPair::repositoryName)
                    .startsWith("b");
            assertFails("InvalidSortByException", () -> client.listRepositories(list -> list.sortBy("size")));
            assertFails("InvalidOrderException", () -> client.listRepositories(list -> list.order("random")));
            assertFails(
                    "InvalidContinuationTokenException", () -> client.listRepositories(list -> list.nextToken("x")));
        }

        @Test
        void is_shown_with_others_of_which_some_may_be_missing() {
            fixture.repository("a");

            var found = client.batchGetRepositories(get -> get.repositoryNames("a", "b"));

            assertThat(found.repositories())
                    .extracting(RepositoryMetadata::repositoryName)
                    .containsExactly("a");
            assertThat(found.repositoriesNotFound()).containsExactly("b");
            assertFails("RepositoryNamesRequiredException", () -> client.batchGetRepositories(get -> {}));
        }

        @Test
        void is_tagged_by_its_arn() {
            String arn = client.createRepository(
                            create -> create.repositoryName("shop").tags(Map.of("team", "a", "stage", "dev")))
                    .repositoryMetadata()
                    .arn();
            client.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("team", "b")));
            client.untagResource(untag -> untag.resourceArn(arn).tagKeys("stage"));

            assertThat(client.listTagsForResource(list -> list.resourceArn(arn)).tags())
                    .containsExactly(Map.entry("team", "b"));
            assertFails(
                    "InvalidResourceArnException",
                    () -> client.listTagsForResource(list -> list.resourceArn("arn:aws:s3:::shop")));
            assertFails("ResourceArnRequiredException", () -> client.listTagsForResource(list -> {}));
        }

        @Test
        void is_not_encrypted_and_says_so() {
            assertFails(
                    "EncryptionKeyInvalidUsageException",
                    () -> client.createRepository(
                            create -> create.repositoryName("shop").kmsKeyId("alias/mine")));
        }
    }

    @Nested
    class A_branch {
        private String first;

        @BeforeEach
        void push() {
            fixture.repository("shop");
            first = put("main", null, "hello.txt", "hello").commitId();
        }

        @Test
        void is_made_from_a_commit_listed_and_deleted() {
            client.createBranch(create ->
                    create.repositoryName("shop").branchName("feature/x").commitId(first));

            assertThat(client.listBranches(list -> list.repositoryName("shop")).branches())
                    .containsExactly("feature/x", "main");
            assertThat(fixture.commitOf("shop", "feature/x")).isEqualTo(first);
            assertThat(client.deleteBranch(
                                    delete -> delete.repositoryName("shop").branchName("feature/x"))
                            .deletedBranch()
                            .commitId())
                    .isEqualTo(first);
            assertThat(client.deleteBranch(
                                    delete -> delete.repositoryName("shop").branchName("feature/x"))
                            .deletedBranch())
                    .isNull();
            assertFails("BranchDoesNotExistException", () -> fixture.commitOf("shop", "feature/x"));
        }

        @Test
        void that_is_the_default_one_stays_until_another_is() {
            assertThat(get("shop").defaultBranch()).isEqualTo("main");
            assertFails(
                    "DefaultBranchCannotBeDeletedException",
                    () -> client.deleteBranch(
                            delete -> delete.repositoryName("shop").branchName("main")));

            client.createBranch(
                    create -> create.repositoryName("shop").branchName("trunk").commitId(first));
            client.updateDefaultBranch(update -> update.repositoryName("shop").defaultBranchName("trunk"));
            client.deleteBranch(delete -> delete.repositoryName("shop").branchName("main"));

            assertThat(get("shop").defaultBranch()).isEqualTo("trunk");
            assertFails(
                    "BranchDoesNotExistException",
                    () -> client.updateDefaultBranch(
                            update -> update.repositoryName("shop").defaultBranchName("main")));
        }

        @Test
        void needs_a_valid_name_and_a_commit_that_is_there() {
            assertThatExceptionOfType(BranchNameExistsException.class)
                    .isThrownBy(() -> client.createBranch(create ->
                            create.repositoryName("shop").branchName("main").commitId(first)));
            assertFails(
                    "InvalidBranchNameException",
                    () -> client.createBranch(create ->
                            create.repositoryName("shop").branchName("a..b").commitId(first)));
            assertFails(
                    "BranchNameRequiredException",
                    () -> client.createBranch(
                            create -> create.repositoryName("shop").commitId(first)));
            assertFails(
                    "InvalidCommitIdException",
                    () -> client.createBranch(create ->
                            create.repositoryName("shop").branchName("x").commitId("main")));
            assertFails(
                    "CommitDoesNotExistException",
                    () -> client.createBranch(create ->
                            create.repositoryName("shop").branchName("x").commitId(NO_COMMIT)));
            assertFails(
                    "CommitIdRequiredException",
                    () -> client.createBranch(
                            create -> create.repositoryName("shop").branchName("x")));
        }
    }

    @Nested
    class A_commit {
        @Test
        void that_was_pushed_is_shown_as_git_has_it() throws Exception {
            GitProgram git = GitProgram.withCommit(folder.resolve("mine"));
            String first = git.run("rev-parse", "HEAD");
            String second = git.commit("hello.txt", "hello again");
            git.run("push", "-q", fixture.repository("shop"), "main");

            Commit commit = client.getCommit(get -> get.repositoryName("shop").commitId(second))
                    .commit();

            assertThat(commit.commitId()).isEqualTo(second);
            assertThat(commit.parents()).containsExactly(first);
            assertThat(commit.treeId()).isEqualTo(git.run("rev-parse", "HEAD^{tree}"));
            assertThat(commit.message()).isEqualTo("Change hello.txt\n");
            assertThat(commit.author().name()).isEqualTo("Ada");
            assertThat(commit.author().email()).isEqualTo("ada@example.com");
            assertThat(commit.author().date()).isEqualTo(git.run("log", "-1", "--format=%ad", "--date=raw"));
            assertThat(commit.committer().name()).isEqualTo("Bob");
        }

        @Test
        void is_shown_with_others_of_which_some_may_be_missing() {
            fixture.repository("shop");
            String id = put("main", null, "a", "a").commitId();

            var found = client.batchGetCommits(get -> get.repositoryName("shop").commitIds(id, NO_COMMIT, "main"));

            assertThat(found.commits()).extracting(Commit::commitId).containsExactly(id);
            assertThat(found.errors())
                    .extracting(BatchGetCommitsError::errorCode)
                    .containsExactly("CommitIdDoesNotExistException", "InvalidCommitIdException");
            assertFails(
                    "CommitIdDoesNotExistException",
                    () -> client.getCommit(get -> get.repositoryName("shop").commitId(NO_COMMIT)));
            assertFails(
                    "CommitIdsListRequiredException", () -> client.batchGetCommits(get -> get.repositoryName("shop")));
        }

        @Test
        void of_several_files_is_made_without_git() throws Exception {
            String url = fixture.repository("shop");
            CreateCommitResponse first = client.createCommit(create -> create.repositoryName("shop")
                    .branchName("main")
                    .authorName("Ada")
                    .email("ada@example.com")
                    .commitMessage("Begin")
                    .putFiles(
                            file("run.sh", "#!/bin/sh")
                                    .fileMode(FileModeTypeEnum.EXECUTABLE)
                                    .build(),
                            file("docs/a.md", "a").build(),
                            file("/docs/b.md", "b").build()));
            CreateCommitResponse second = client.createCommit(create -> create.repositoryName("shop")
                    .branchName("main")
                    .parentCommitId(first.commitId())
                    .putFiles(
                            file("docs/a.md", "A").build(),
                            PutFileEntry.builder()
                                    .filePath("docs/c.md")
                                    .sourceFile(source ->
                                            source.filePath("docs/b.md").isMove(true))
                                    .build())
                    .setFileModes(SetFileModeEntry.builder()
                            .filePath("run.sh")
                            .fileMode(FileModeTypeEnum.NORMAL)
                            .build()));
            CreateCommitResponse third = client.createCommit(create -> create.repositoryName("shop")
                    .branchName("main")
                    .parentCommitId(second.commitId())
                    .deleteFiles(deletion("run.sh")));

            assertThat(paths(first.filesAdded())).containsExactly("run.sh", "docs/a.md", "docs/b.md");
            assertThat(paths(second.filesUpdated())).containsExactly("docs/a.md", "run.sh");
            assertThat(paths(second.filesAdded())).containsExactly("docs/c.md");
            assertThat(paths(second.filesDeleted())).containsExactly("docs/b.md");
            assertThat(paths(third.filesDeleted())).containsExactly("run.sh");
            GitProgram git = GitProgram.in(folder.resolve("mine"));
            git.run("clone", "-q", url, ".");
            assertThat(git.run("rev-parse", "HEAD")).isEqualTo(third.commitId());
            assertThat(git.run("ls-tree", "-r", "--name-only", "HEAD")).isEqualTo("docs/a.md\ndocs/c.md");
            assertThat(git.folder().resolve("docs/c.md")).hasContent("b");
            assertThat(git.run("log", "--format=%an <%ae> %s", first.commitId()))
                    .isEqualTo("Ada <ada@example.com> Begin");
            assertThat(git.run("ls-tree", first.commitId(), "run.sh")).startsWith("100755");
            git.run("fsck", "--strict");
        }

        @Test
        void has_the_tip_of_its_branch_as_its_parent() {
            fixture.repository("shop");
            assertFails("ParentCommitDoesNotExistException", () -> put("main", NO_COMMIT, "a", "a"));
            String first = put("main", null, "a", "a").commitId();
            String second = put("main", first, "a", "b").commitId();

            assertThat(fixture.commitOf("shop", "main")).isEqualTo(second);
            assertFails("ParentCommitIdRequiredException", () -> put("main", null, "a", "c"));
            assertFails("ParentCommitIdOutdatedException", () -> put("main", first, "a", "c"));
            assertFails("ParentCommitDoesNotExistException", () -> put("main", NO_COMMIT, "a", "c"));
            assertFails("InvalidParentCommitIdException", () -> put("main", "main", "a", "c"));
            assertFails("BranchDoesNotExistException", () -> put("other", second, "a", "c"));
            assertThat(fixture.commitOf("shop", "main")).isEqualTo(second);
        }

        @Test
        void changes_something_and_contradicts_nothing() {
            fixture.repository("shop");
            String parent = put("main", null, "folder/a", "a").commitId();

            assertFails("SameFileContentException", () -> put("main", parent, "folder/a", "a"));
            assertFails(
                    "NoChangeException",
                    () -> commit(parent, file("folder/a", "a").build()));
            assertFails("FileEntryRequiredException", () -> commit(parent));
            assertFails(
                    "SamePathRequestException",
                    () -> commit(parent, file("b", "1").build(), file("/b", "2").build()));
            assertFails("FileNameConflictsWithDirectoryNameException", () -> put("main", parent, "folder", "x"));
            assertFails("DirectoryNameConflictsWithFileNameException", () -> put("main", parent, "folder/a/b", "x"));
            assertFails("InvalidPathException", () -> put("main", parent, "../x", "x"));
            assertFails("PathRequiredException", () -> put("main", parent, null, "x"));
            assertFails("FileContentSizeLimitExceededException", () -> put("main", parent, "x", "x".repeat(6_291_457)));
            assertFails(
                    "SourceFileOrContentRequiredException",
                    () -> commit(parent, PutFileEntry.builder().filePath("x").build()));
            assertFails(
                    "FileDoesNotExistException",
                    () -> client.createCommit(create -> create.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(parent)
                            .deleteFiles(deletion("none"))));
            assertFails(
                    "InvalidDeletionParameterException",
                    () -> client.createCommit(create -> create.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(parent)
                            .keepEmptyFolders(true)
                            .putFiles(file("x", "x").build())));
            assertThat(fixture.commitOf("shop", "main")).isEqualTo(parent);
        }

        private CreateCommitResponse commit(String parent, PutFileEntry... files) {
            return client.createCommit(create -> create.repositoryName("shop")
                    .branchName("main")
                    .parentCommitId(parent)
                    .putFiles(files));
        }
    }

    @Nested
    class Content {
        private GitProgram git;

        @BeforeEach
        void push() throws Exception {
            git = GitProgram.withCommit(folder.resolve("mine"));
            Files.createSymbolicLink(git.folder().resolve("link"), Path.of("hello.txt"));
            Path program = Files.writeString(git.folder().resolve("run.sh"), "#!/bin/sh");
            assertThat(program.toFile().setExecutable(true)).isTrue();
            git.commit("docs/deep/a.md", "a");
            git.run("tag", "-a", "-m", "First", "v1");
            git.run("push", "-q", fixture.repository("shop"), "main", "v1");
        }

        @Test
        void of_a_file_is_read_at_a_commit_branch_or_tag() throws Exception {
            GetFileResponse file =
                    client.getFile(get -> get.repositoryName("shop").filePath("run.sh"));

            assertThat(file.fileContent().asUtf8String()).isEqualTo("#!/bin/sh");
            assertThat(file.fileMode()).isEqualTo(FileModeTypeEnum.EXECUTABLE);
            assertThat(file.fileSize()).isEqualTo(9);
            assertThat(file.commitId()).isEqualTo(git.run("rev-parse", "HEAD"));
            assertThat(file.blobId()).isEqualTo(git.run("rev-parse", "HEAD:run.sh"));
            for (String specifier : List.of("main", "v1", "refs/heads/main", "HEAD", file.commitId())) {
                assertThat(client.getFile(get -> get.repositoryName("shop")
                                        .commitSpecifier(specifier)
                                        .filePath("/docs/deep/a.md"))
                                .fileContent()
                                .asUtf8String())
                        .as(specifier)
                        .isEqualTo("a");
            }
            assertThatExceptionOfType(CodeCommitException.class)
                    .isThrownBy(() ->
                            client.getFile(get -> get.repositoryName("shop").filePath("none.txt")))
                    .satisfies(e ->
                            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Could not find path none.txt"));
            assertFails(
                    "FileDoesNotExistException",
                    () -> client.getFile(get -> get.repositoryName("shop").filePath("docs")));
            assertFails(
                    "CommitDoesNotExistException",
                    () -> client.getFile(get -> get.repositoryName("shop")
                            .commitSpecifier("nowhere")
                            .filePath("run.sh")));
        }

        @Test
        void of_a_folder_is_listed_by_kind() throws Exception {
            GetFolderResponse root =
                    client.getFolder(get -> get.repositoryName("shop").folderPath("/"));

            assertThat(root.treeId()).isEqualTo(git.run("rev-parse", "HEAD^{tree}"));
            assertThat(root.files()).extracting(file -> file.absolutePath()).containsExactly("hello.txt", "run.sh");
            assertThat(root.subFolders())
                    .extracting(file -> file.relativePath())
                    .containsExactly("docs");
            assertThat(root.symbolicLinks())
                    .extracting(file -> file.absolutePath())
                    .containsExactly("link");
            GetFolderResponse deep =
                    client.getFolder(get -> get.repositoryName("shop").folderPath("docs/deep/"));
            assertThat(deep.folderPath()).isEqualTo("docs/deep");
            assertThat(deep.files()).singleElement().satisfies(file -> {
                assertThat(file.absolutePath()).isEqualTo("docs/deep/a.md");
                assertThat(file.relativePath()).isEqualTo("a.md");
            });
            assertFails(
                    "FolderDoesNotExistException",
                    () -> client.getFolder(get -> get.repositoryName("shop").folderPath("run.sh")));
        }

        @Test
        void of_a_whole_commit_is_every_blob_with_its_path_and_mode() throws Exception {
            List<Difference> all = client
                    .getDifferencesPaginator(get -> get.repositoryName("shop")
                            .afterCommitSpecifier("main")
                            .maxResults(2))
                    .stream()
                    .flatMap(page -> page.differences().stream())
                    .toList();

            assertThat(all)
                    .extracting(each -> each.changeTypeAsString() + " "
                            + each.afterBlob().mode() + " " + each.afterBlob().path())
                    .containsExactly(
                            "A 100644 docs/deep/a.md", "A 100644 hello.txt", "A 120000 link", "A 100755 run.sh");
            assertThat(client.getBlob(get -> get.repositoryName("shop")
                                    .blobId(all.get(1).afterBlob().blobId()))
                            .content()
                            .asUtf8String())
                    .isEqualTo("hello");
            assertFails(
                    "BlobIdDoesNotExistException",
                    () -> client.getBlob(get -> get.repositoryName("shop").blobId(NO_COMMIT)));
            assertFails(
                    "InvalidBlobIdException",
                    () -> client.getBlob(get -> get.repositoryName("shop").blobId("hello.txt")));
            assertFails("BlobIdRequiredException", () -> client.getBlob(get -> get.repositoryName("shop")));
        }

        @Test
        void of_two_commits_is_compared() throws Exception {
            Files.delete(git.folder().resolve("link"));
            git.run("mv", "docs/deep/a.md", "docs/b.md");
            git.commit("hello.txt", "hello again");
            git.run("push", "-q", CodeCommitFixture.url(get("shop")), "main");

            assertThat(differences("v1", "main", null))
                    .containsExactly("A docs/b.md", "D docs/deep/a.md", "M hello.txt", "D link");
            assertThat(differences("main", "main", null)).isEmpty();
            assertThat(differences("v1", "main", "docs")).containsExactly("A docs/b.md", "D docs/deep/a.md");
            assertFails("PathDoesNotExistException", () -> differences("v1", "main", "none"));
            assertFails("CommitDoesNotExistException", () -> differences("v0", "main", null));
            assertFails("CommitRequiredException", () -> client.getDifferences(get -> get.repositoryName("shop")));
            assertFails(
                    "InvalidMaxResultsException",
                    () -> client.getDifferences(get -> get.repositoryName("shop")
                            .afterCommitSpecifier("main")
                            .maxResults(0)));
        }

        @Test
        void is_not_there_before_the_first_push() {
            fixture.repository("empty");

            assertFails(
                    "CommitDoesNotExistException",
                    () -> client.getFile(get -> get.repositoryName("empty").filePath("a")));
            assertThat(client.listBranches(list -> list.repositoryName("empty")).branches())
                    .isEmpty();
        }

        private List<String> differences(String before, String after, String path) {
            return client
                    .getDifferences(get -> get.repositoryName("shop")
                            .beforeCommitSpecifier(before)
                            .beforePath(path)
                            .afterCommitSpecifier(after)
                            .afterPath(path))
                    .differences()
                    .stream()
                    .map(each -> each.changeTypeAsString() + " "
                            + (each.afterBlob() == null ? each.beforeBlob() : each.afterBlob()).path())
                    .toList();
        }
    }

    private RepositoryMetadata get(String name) {
        return client.getRepository(get -> get.repositoryName(name)).repositoryMetadata();
    }

    private PutFileResponse put(String branch, String parent, String path, String content) {
        return client.putFile(put -> put.repositoryName("shop")
                .branchName(branch)
                .parentCommitId(parent)
                .filePath(path)
                .fileContent(SdkBytes.fromUtf8String(content)));
    }

    private static PutFileEntry.Builder file(String path, String content) {
        return PutFileEntry.builder().filePath(path).fileContent(SdkBytes.fromString(content, StandardCharsets.UTF_8));
    }

    private static DeleteFileEntry deletion(String path) {
        return DeleteFileEntry.builder().filePath(path).build();
    }

    private static List<String> paths(List<FileMetadata> files) {
        return files.stream().map(FileMetadata::absolutePath).toList();
    }

    private static void assertFails(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CodeCommitException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
