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
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;

/** CodeCommit in one region. */
public final class CodeCommit implements CodeCommitClient, AutoCloseable {
    private final Repositories repositories;
    private final ReferenceChanges changes;
    private final RepositoryOperations repositoryOperations;

    /**
     * @param gateway where git finds the repositories, at {@code /git/REGION/REPOSITORY}
     * @param folder keeps the repositories of all regions; the owner of the cloud removes it
     */
    public CodeCommit(AwsScope scope, AwsClients clients, Supplier<URI> gateway, Path folder, Clock clock) {
        repositories = new Repositories(folder.resolve(scope.region()));
        changes = new ReferenceChanges(scope, new EventPublisher(clients, "aws.codecommit", scope.region()), clock);
        repositoryOperations = new RepositoryOperations(scope, repositories, gateway, clock);
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
    public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
        return repositoryOperations.delete(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        changes.close();
        repositories.close();
    }

    Optional<CodeRepository> find(String name) {
        return repositories.find(name);
    }

    ReferenceChanges changes() {
        return changes;
    }
}
