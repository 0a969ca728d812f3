package dev.greenroom.localcloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** What EventBridge is told, in AWS's words. */
class ReferenceEventsTest {
    @TempDir
    private Path folder;

    private CodeCommitFixture fixture;
    private String url;
    private GitProgram git;

    @BeforeEach
    void start() throws Exception {
        fixture = new CodeCommitFixture(folder.resolve("cloud"));
        url = fixture.repository("shop");
        git = GitProgram.withCommit(folder.resolve("mine"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void the_first_push_of_a_branch_creates_it_and_the_next_one_updates_it() throws Exception {
        String first = git.run("rev-parse", "HEAD");
        git.run("push", "-q", url, "main");
        git.commit("hello.txt", "one of two commits");
        String last = git.commit("hello.txt", "two of two commits");
        git.run("push", "-q", url, "main");

        assertThat(fixture.events(2))
                .containsExactly(
                        detail("referenceCreated", "branch", "main", "refs/heads/main", "commitId", first),
                        detail(
                                "referenceUpdated",
                                "branch",
                                "main",
                                "refs/heads/main",
                                "commitId",
                                last,
                                "oldCommitId",
                                first));
        PutEventsRequestEntry event = fixture.events.entries().get(0);
        assertThat(event.source()).isEqualTo("aws.codecommit");
        assertThat(event.detailType()).isEqualTo("CodeCommit Repository State Change");
        assertThat(event.resources()).containsExactly("arn:aws:codecommit:eu-west-1:000000000000:shop");
        assertThat(event.time()).isNotNull();
    }

    @Test
    void a_push_of_several_references_is_an_event_for_each() throws Exception {
        String commit = git.run("rev-parse", "HEAD");
        git.run("tag", "v1");
        git.run("push", "-q", url, "main", "main:feature/x", "v1");
        fixture.events(3);
        git.run("push", "-q", "--delete", url, "feature/x", "v1");

        assertThat(fixture.events(5).subList(0, 3))
                .containsExactlyInAnyOrder(
                        detail("referenceCreated", "branch", "main", "refs/heads/main", "commitId", commit),
                        detail("referenceCreated", "branch", "feature/x", "refs/heads/feature/x", "commitId", commit),
                        detail("referenceCreated", "tag", "v1", "refs/tags/v1", "commitId", commit));
        assertThat(fixture.events(5).subList(3, 5))
                .containsExactlyInAnyOrder(
                        detail(
                                "referenceDeleted",
                                "branch",
                                "feature/x",
                                "refs/heads/feature/x",
                                "oldCommitId",
                                commit),
                        detail("referenceDeleted", "tag", "v1", "refs/tags/v1", "oldCommitId", commit));
    }

    @Test
    void a_forced_push_updates_and_a_refused_one_is_no_event() throws Exception {
        String first = git.run("rev-parse", "HEAD");
        String second = git.commit("hello.txt", "second");
        git.run("push", "-q", url, "main");
        git.run("reset", "-q", "--hard", first);
        assertThat(git.attempt("push", "-q", url, "main").exitCode()).isNotZero();
        git.run("push", "-q", "--force", url, "main");

        assertThat(fixture.events(2).get(1))
                .isEqualTo(detail(
                        "referenceUpdated",
                        "branch",
                        "main",
                        "refs/heads/main",
                        "commitId",
                        first,
                        "oldCommitId",
                        second));
        assertThat(fixture.events.entries()).hasSize(2);
    }

    @Test
    void what_the_api_does_to_branches_is_told_too() throws IOException {
        String commit = fixture.client
                .putFile(put -> put.repositoryName("shop")
                        .branchName("main")
                        .filePath("a")
                        .fileContent(SdkBytes.fromUtf8String("a")))
                .commitId();
        fixture.client.createBranch(
                create -> create.repositoryName("shop").branchName("x").commitId(commit));
        fixture.client.deleteBranch(delete -> delete.repositoryName("shop").branchName("x"));

        assertThat(fixture.events(3))
                .isEqualTo(List.of(
                        detail("referenceCreated", "branch", "main", "refs/heads/main", "commitId", commit),
                        detail("referenceCreated", "branch", "x", "refs/heads/x", "commitId", commit),
                        detail("referenceDeleted", "branch", "x", "refs/heads/x", "oldCommitId", commit)));
    }

    private Map<String, Object> detail(String event, String type, String name, String fullName, String... commits) {
        var detail = new TreeMap<String, Object>(Map.of(
                "event", event,
                "repositoryName", "shop",
                "repositoryId",
                        fixture.client
                                .getRepository(get -> get.repositoryName("shop"))
                                .repositoryMetadata()
                                .repositoryId(),
                "referenceType", type,
                "referenceName", name,
                "referenceFullName", fullName));
        for (int i = 0; i < commits.length; i += 2) {
            detail.put(commits[i], commits[i + 1]);
        }
        return detail;
    }
}
