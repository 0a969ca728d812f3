package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Repositories, and rules that watch them, of a template. */
class CodeResourcesTest {
    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final SqsClient sqs = cloud.client(SqsClient.builder());
    private final CodeCommitClient codeCommit = cloud.client(CodeCommitClient.builder());

    @Test
    void tell_a_rule_of_their_pushes() throws Exception {
        TestStack stack = TestStack.create(cloud, "code");
        String id = stack.output("Id");
        String commit = commit(stack.output("Name"), "feature", "main");

        String event = message(stack.output("Pushes"));
        assertThat(event)
                .contains("referenceCreated", "refs/heads/main", id, commit)
                .doesNotContain("feature");
        assertThat(advertisedReferences(stack.output("Url"))).contains(commit + " refs/heads/main");

        stack.update("two");
        assertThat(stack.output("Id")).isEqualTo(id);
        assertThat(advertisedReferences(stack.output("Url"))).contains(commit + " refs/heads/main");

        String url = stack.output("Url");
        stack.delete();
        assertThat(advertisedReferences(url)).startsWith("404");
    }

    /** Begins the first branch with a commit, and makes the second from it. */
    private String commit(String repository, String first, String second) {
        String commit = codeCommit
                .putFile(put -> put.repositoryName(repository)
                        .branchName(first)
                        .filePath("hello.txt")
                        .fileContent(SdkBytes.fromUtf8String("hello")))
                .commitId();
        codeCommit.createBranch(
                create -> create.repositoryName(repository).branchName(second).commitId(commit));
        return commit;
    }

    /** Status and body of what git asks first. */
    private String advertisedReferences(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/info/refs?service=git-receive-pack"))
                .header("Authorization", "Basic dGVzdDp0ZXN0")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String message(String queue) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> sqs.receiveMessage(
                                        receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                                .messages(),
                        messages -> !messages.isEmpty())
                .get(0)
                .body();
    }
}
