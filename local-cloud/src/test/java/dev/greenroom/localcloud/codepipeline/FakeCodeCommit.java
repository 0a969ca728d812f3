package dev.greenroom.localcloud.codepipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;

/** One repository {@code app} with a branch {@code main}; its files are listed one a page. */
final class FakeCodeCommit implements CodeCommitClient {
    private final Map<String, Map<String, File>> commits = new ConcurrentHashMap<>();
    private final Map<String, String> messages = new ConcurrentHashMap<>();
    private volatile String head = "";

    record File(String mode, String content) {}

    /** A commit with one file {@code VERSION}, and what else it should hold. */
    void push(String commitId, Map<String, File> more) {
        var files = new LinkedHashMap<String, File>();
        files.put("VERSION", new File("100644", commitId));
        files.putAll(more);
        commits.put(commitId, files);
        messages.put(commitId, "Make \"" + commitId + "\"");
        head = commitId;
    }

    /** As if nothing had ever been pushed. */
    void forget() {
        commits.clear();
        head = "";
    }

    void push(String commitId) {
        push(commitId, Map.of());
    }

    @Override
    public GetBranchResponse getBranch(GetBranchRequest request) {
        requireRepository(request.repositoryName());
        if (!request.branchName().equals("main") || head.isEmpty()) {
            throw (RuntimeException) BranchDoesNotExistException.builder()
                    .message(request.branchName())
                    .build();
        }
        return GetBranchResponse.builder()
                .branch(branch -> branch.branchName("main").commitId(head))
                .build();
    }

    @Override
    public GetCommitResponse getCommit(GetCommitRequest request) {
        requireRepository(request.repositoryName());
        if (!commits.containsKey(request.commitId())) {
            throw (RuntimeException) CommitIdDoesNotExistException.builder()
                    .message(request.commitId())
                    .build();
        }
        return GetCommitResponse.builder()
                .commit(commit -> commit.commitId(request.commitId())
                        .message(messages.get(request.commitId()))
                        .author(author -> author.name("a").date("1700000000 +0100"))
                        .committer(committer -> committer.name("c").date("1700000060 +0100")))
                .build();
    }

    @Override
    public GetDifferencesResponse getDifferences(GetDifferencesRequest request) {
        Map<String, File> files = commits.get(request.afterCommitSpecifier());
        int index = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        String path = files.keySet().stream().skip(index).findFirst().orElseThrow();
        return GetDifferencesResponse.builder()
                .differences(Difference.builder()
                        .afterBlob(blob -> blob.path(path)
                                .mode(files.get(path).mode())
                                .blobId(request.afterCommitSpecifier() + ":" + path))
                        .build())
                .nextToken(index + 1 < files.size() ? String.valueOf(index + 1) : null)
                .build();
    }

    @Override
    public GetBlobResponse getBlob(GetBlobRequest request) {
        String[] id = request.blobId().split(":", 2);
        return GetBlobResponse.builder()
                .content(SdkBytes.fromUtf8String(commits.get(id[0]).get(id[1]).content()))
                .build();
    }

    private static void requireRepository(String name) {
        if (!name.equals("app")) {
            throw (RuntimeException)
                    RepositoryDoesNotExistException.builder().message(name).build();
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
