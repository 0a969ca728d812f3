package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsScope;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.OrderEnum;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.SortByEnum;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameResponse;

/** Makes, shows, changes and removes repositories. */
final class RepositoryOperations {
    private static final int MAX_DESCRIPTION = 1_000;
    private static final int MAX_NAMES = 100;

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
        TagOperations.requireFew(request.tags());
        if (request.kmsKeyId() != null) {
            throw CodeCommitErrors.encryptsNothing(request.kmsKeyId());
        }
        CodeRepository repository = repositories.create(
                Repositories.validName(request.repositoryName()),
                description(request.repositoryDescription()),
                request.tags(),
                clock.instant());
        return CreateRepositoryResponse.builder()
                .repositoryMetadata(metadata(repository))
                .build();
    }

    GetRepositoryResponse get(GetRepositoryRequest request) {
        return GetRepositoryResponse.builder()
                .repositoryMetadata(metadata(repositories.existing(request.repositoryName())))
                .build();
    }

    ListRepositoriesResponse list(ListRepositoriesRequest request) {
        Page<CodeRepository> page = Page.of(
                repositories.all().stream()
                        .sorted(order(request.sortBy(), request.order()))
                        .toList(),
                request.nextToken());
        return ListRepositoriesResponse.builder()
                .repositories(page.items().stream()
                        .map(repository -> RepositoryNameIdPair.builder()
                                .repositoryName(repository.name())
                                .repositoryId(repository.id())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    BatchGetRepositoriesResponse get(BatchGetRepositoriesRequest request) {
        List<String> names = request.repositoryNames();
        if (names.isEmpty()) {
            throw CodeCommitErrors.repositoryNamesRequired();
        }
        if (names.size() > MAX_NAMES) {
            throw CodeCommitErrors.maximumRepositoryNamesExceeded();
        }
        Map<Boolean, List<String>> byPresence = names.stream()
                .collect(Collectors.partitioningBy(
                        name -> repositories.find(Repositories.validName(name)).isPresent()));
        return BatchGetRepositoriesResponse.builder()
                .repositories(byPresence.get(true).stream()
                        .map(repositories::existing)
                        .map(this::metadata)
                        .toList())
                .repositoriesNotFound(byPresence.get(false))
                .build();
    }

    /** AWS answers without an ID when there is none of that name. */
    DeleteRepositoryResponse delete(DeleteRepositoryRequest request) {
        Optional<CodeRepository> repository = repositories.find(Repositories.validName(request.repositoryName()));
        repository.ifPresent(repositories::delete);
        return DeleteRepositoryResponse.builder()
                .repositoryId(repository.map(CodeRepository::id).orElse(null))
                .build();
    }

    UpdateRepositoryDescriptionResponse describe(UpdateRepositoryDescriptionRequest request) {
        repositories
                .existing(request.repositoryName())
                .describe(description(request.repositoryDescription()), clock.instant());
        return UpdateRepositoryDescriptionResponse.builder().build();
    }

    UpdateRepositoryNameResponse rename(UpdateRepositoryNameRequest request) {
        CodeRepository repository = repositories.existing(request.oldName());
        String newName = Repositories.validName(request.newName());
        if (!newName.equals(repository.name())) {
            repositories.rename(repository, newName, clock.instant());
        }
        return UpdateRepositoryNameResponse.builder().build();
    }

    private static Optional<String> description(@Nullable String text) {
        if (text != null && text.length() > MAX_DESCRIPTION) {
            throw CodeCommitErrors.invalidRepositoryDescription();
        }
        return Optional.ofNullable(text).filter(description -> !description.isEmpty());
    }

    private static Comparator<CodeRepository> order(@Nullable SortByEnum sortBy, @Nullable OrderEnum order) {
        if (sortBy == SortByEnum.UNKNOWN_TO_SDK_VERSION) {
            throw CodeCommitErrors.invalidSortBy();
        }
        if (order == OrderEnum.UNKNOWN_TO_SDK_VERSION) {
            throw CodeCommitErrors.invalidOrder();
        }
        Comparator<CodeRepository> ascending = sortBy == SortByEnum.LAST_MODIFIED_DATE
                ? Comparator.comparing(CodeRepository::modifiedAt)
                : Comparator.comparing(CodeRepository::name);
        return order == OrderEnum.DESCENDING ? ascending.reversed() : ascending;
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
                .build();
    }
}
