package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsScope;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/** Makes, shows, changes and removes repositories. */
final class RepositoryOperations {
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}(?<!\\.git)");

    private final AwsScope scope;
    private final Repositories repositories;
    private final Supplier<URI> gateway;
    private final Clock clock;

    RepositoryOperations(AwsScope scope, Repositories repositories, Supplier<URI> gateway, Clock clock) {
        this.scope = scope;
        this.repositories = repositories;
        this.gateway = gateway;
        this.clock = clock;
    }

    CreateRepositoryResponse create(CreateRepositoryRequest request) {
        CodeRepository repository = repositories.create(
                valid(request.repositoryName()),
                Optional.ofNullable(request.repositoryDescription()),
                Optional.ofNullable(request.kmsKeyId()),
                request.tags(),
                clock.instant());
        return CreateRepositoryResponse.builder()
                .repositoryMetadata(metadata(repository))
                .build();
    }

    GetRepositoryResponse get(GetRepositoryRequest request) {
        return GetRepositoryResponse.builder()
                .repositoryMetadata(metadata(repository(request.repositoryName())))
                .build();
    }

    /** AWS answers without an ID when there is none of that name. */
    DeleteRepositoryResponse delete(DeleteRepositoryRequest request) {
        Optional<CodeRepository> repository = repositories.find(valid(request.repositoryName()));
        repository.ifPresent(repositories::delete);
        return DeleteRepositoryResponse.builder()
                .repositoryId(repository.map(CodeRepository::id).orElse(null))
                .build();
    }

    private CodeRepository repository(String name) {
        return repositories.find(valid(name)).orElseThrow(() -> CodeCommitErrors.repositoryDoesNotExist(name));
    }

    private static String valid(String name) {
        if (!NAME.matcher(name).matches()) {
            throw CodeCommitErrors.invalidRepositoryName();
        }
        return name;
    }

    private RepositoryMetadata metadata(CodeRepository repository) {
        String name = repository.name();
        return RepositoryMetadata.builder()
                .accountId(scope.accountId())
                .repositoryId(repository.id())
                .repositoryName(name)
                .repositoryDescription(repository.description().orElse(null))
                .defaultBranch(repository.defaultBranch().orElse(null))
                .creationDate(repository.createdAt())
                .lastModifiedDate(repository.modifiedAt())
                .cloneUrlHttp("%s/git/%s/%s".formatted(gateway.get(), scope.region(), name))
                .cloneUrlSsh(
                        "ssh://git-codecommit.%s.%s/v1/repos/%s".formatted(scope.region(), scope.urlSuffix(), name))
                .arn(scope.arn("codecommit", name))
                .kmsKeyId(repository.kmsKeyId().orElse(null))
                .build();
    }
}
