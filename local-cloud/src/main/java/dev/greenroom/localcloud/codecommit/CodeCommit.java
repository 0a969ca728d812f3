package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsResponse;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchResponse;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesResponse;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameResponse;

/** CodeCommit's API in one region; git itself comes through {@link GitEndpoint}. */
public final class CodeCommit implements CodeCommitClient, AutoCloseable {
    private final Repositories repositories;
    private final References references;
    private final RepositoryOperations repositoryOperations;
    private final TagOperations tags;
    private final BranchOperations branches;
    private final CommitOperations commits;
    private final CommitCreation commitCreation;
    private final FileOperations files;
    private final DifferenceOperations differences;

    /**
     * @param gateway where git finds the repositories, at {@code /git/REGION/REPOSITORY}
     * @param folder keeps the repositories of all regions; the owner of the cloud removes it
     */
    public CodeCommit(AwsScope scope, AwsClients clients, Supplier<URI> gateway, Path folder, Clock clock) {
        repositories = new Repositories(folder.resolve(scope.region()));
        references = new References(scope, new EventPublisher(clients, "aws.codecommit", scope.region()), clock);
        repositoryOperations = new RepositoryOperations(scope, repositories, gateway, clock);
        tags = new TagOperations(scope, repositories);
        branches = new BranchOperations(repositories, references);
        commits = new CommitOperations(repositories);
        commitCreation = new CommitCreation(repositories, references, clock);
        files = new FileOperations(repositories);
        differences = new DifferenceOperations(repositories);
    }

    @Override
    public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
        return repositoryOperations.create(request);
    }

    @Override
    public GetRepositoryResponse getRepository(GetRepositoryRequest request) {
        return repositoryOperations.get(request);
    }

    @Override
    public ListRepositoriesResponse listRepositories(ListRepositoriesRequest request) {
        return repositoryOperations.list(request);
    }

    @Override
    public BatchGetRepositoriesResponse batchGetRepositories(BatchGetRepositoriesRequest request) {
        return repositoryOperations.get(request);
    }

    @Override
    public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
        return repositoryOperations.delete(request);
    }

    @Override
    public UpdateRepositoryDescriptionResponse updateRepositoryDescription(UpdateRepositoryDescriptionRequest request) {
        return repositoryOperations.describe(request);
    }

    @Override
    public UpdateRepositoryNameResponse updateRepositoryName(UpdateRepositoryNameRequest request) {
        return repositoryOperations.rename(request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return tags.tag(request);
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return tags.untag(request);
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return tags.list(request);
    }

    @Override
    public CreateBranchResponse createBranch(CreateBranchRequest request) {
        return branches.create(request);
    }

    @Override
    public GetBranchResponse getBranch(GetBranchRequest request) {
        return branches.get(request);
    }

    @Override
    public ListBranchesResponse listBranches(ListBranchesRequest request) {
        return branches.list(request);
    }

    @Override
    public DeleteBranchResponse deleteBranch(DeleteBranchRequest request) {
        return branches.delete(request);
    }

    @Override
    public UpdateDefaultBranchResponse updateDefaultBranch(UpdateDefaultBranchRequest request) {
        return branches.makeDefault(request);
    }

    @Override
    public GetCommitResponse getCommit(GetCommitRequest request) {
        return commits.get(request);
    }

    @Override
    public BatchGetCommitsResponse batchGetCommits(BatchGetCommitsRequest request) {
        return commits.get(request);
    }

    @Override
    public CreateCommitResponse createCommit(CreateCommitRequest request) {
        return commitCreation.create(request);
    }

    @Override
    public PutFileResponse putFile(PutFileRequest request) {
        return commitCreation.put(request);
    }

    @Override
    public GetFileResponse getFile(GetFileRequest request) {
        return files.get(request);
    }

    @Override
    public GetFolderResponse getFolder(GetFolderRequest request) {
        return files.get(request);
    }

    @Override
    public GetBlobResponse getBlob(GetBlobRequest request) {
        return files.get(request);
    }

    @Override
    public GetDifferencesResponse getDifferences(GetDifferencesRequest request) {
        return differences.get(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        references.close();
        repositories.close();
    }

    Optional<CodeRepository> find(String name) {
        return repositories.find(name);
    }

    References references() {
        return references;
    }
}
