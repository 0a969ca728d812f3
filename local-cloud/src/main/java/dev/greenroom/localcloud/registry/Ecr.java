package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceResponse;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceResponse;

/** ECR's API in one region, over the cloud's one {@link Registry}. */
public final class Ecr implements EcrClient {
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");

    private final AwsScope scope;
    private final Registry registry;
    private final Clock clock;
    private final ImageOperations images;

    public Ecr(AwsScope scope, Registry registry, Clock clock) {
        this.scope = requireNonNull(scope, "scope is null");
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.images = new ImageOperations(clock);
    }

    @Override
    public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
        String name = request.repositoryName();
        if (name.length() < 2 || name.length() > 256 || !NAME.matcher(name).matches()) {
            throw EcrErrors.invalidParameter(
                    "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '%s''"
                            .formatted(NAME.pattern()));
        }
        ImageTagMutability mutability =
                Optional.ofNullable(request.imageTagMutability()).orElse(ImageTagMutability.MUTABLE);
        Repository repository = new Repository(
                name,
                scope,
                clock.instant(),
                Optional.ofNullable(request.encryptionConfiguration()),
                supported(mutability),
                request.imageScanningConfiguration() != null
                        && Boolean.TRUE.equals(
                                request.imageScanningConfiguration().scanOnPush()));
        repository.tagResource(tags(request.tags()));
        if (!registry.add(repository)) {
            throw EcrErrors.repositoryAlreadyExists(name, scope.accountId());
        }
        return CreateRepositoryResponse.builder()
                .repository(described(repository))
                .build();
    }

    @Override
    public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
        List<Repository> found = request.repositoryNames().isEmpty()
                ? registry.repositories().stream()
                        .filter(repository -> repository.scope().equals(scope))
                        .sorted(Comparator.comparing(Repository::name))
                        .toList()
                : request.repositoryNames().stream().map(this::repository).toList();
        Page<Repository> page = Page.of(found, request.nextToken(), request.maxResults());
        return DescribeRepositoriesResponse.builder()
                .repositories(page.items().stream().map(this::described).toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
        Repository repository = repository(request.repositoryName());
        if (!Boolean.TRUE.equals(request.force()) && !repository.manifests().isEmpty()) {
            throw EcrErrors.repositoryNotEmpty(repository.name(), scope.accountId());
        }
        registry.remove(repository);
        return DeleteRepositoryResponse.builder()
                .repository(described(repository))
                .build();
    }

    @Override
    public PutImageTagMutabilityResponse putImageTagMutability(PutImageTagMutabilityRequest request) {
        Repository repository = repository(request.repositoryName());
        repository.mutability(supported(request.imageTagMutability()));
        return PutImageTagMutabilityResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .imageTagMutability(repository.mutability())
                .build();
    }

    @Override
    public PutImageScanningConfigurationResponse putImageScanningConfiguration(
            PutImageScanningConfigurationRequest request) {
        Repository repository = repository(request.repositoryName());
        repository.scanning(request.imageScanningConfiguration());
        return PutImageScanningConfigurationResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .imageScanningConfiguration(repository.scanning())
                .build();
    }

    @Override
    public PutLifecyclePolicyResponse putLifecyclePolicy(PutLifecyclePolicyRequest request) {
        Repository repository = repository(request.repositoryName());
        LifecyclePolicy.validate(request.lifecyclePolicyText());
        repository.lifecyclePolicy(stored(request.lifecyclePolicyText()));
        return PutLifecyclePolicyResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .lifecyclePolicyText(request.lifecyclePolicyText())
                .build();
    }

    @Override
    public GetLifecyclePolicyResponse getLifecyclePolicy(GetLifecyclePolicyRequest request) {
        Repository repository = repository(request.repositoryName());
        return GetLifecyclePolicyResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .lifecyclePolicyText(lifecyclePolicy(repository).text())
                .lastEvaluatedAt(lifecyclePolicy(repository).changedAt())
                .build();
    }

    @Override
    public DeleteLifecyclePolicyResponse deleteLifecyclePolicy(DeleteLifecyclePolicyRequest request) {
        Repository repository = repository(request.repositoryName());
        Repository.StoredText last = lifecyclePolicy(repository);
        repository.lifecyclePolicy(Optional.empty());
        return DeleteLifecyclePolicyResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .lifecyclePolicyText(last.text())
                .lastEvaluatedAt(last.changedAt())
                .build();
    }

    @Override
    public SetRepositoryPolicyResponse setRepositoryPolicy(SetRepositoryPolicyRequest request) {
        Repository repository = repository(request.repositoryName());
        repository.policy(stored(request.policyText()));
        return SetRepositoryPolicyResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .policyText(request.policyText())
                .build();
    }

    @Override
    public GetRepositoryPolicyResponse getRepositoryPolicy(GetRepositoryPolicyRequest request) {
        Repository repository = repository(request.repositoryName());
        return GetRepositoryPolicyResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .policyText(policy(repository).text())
                .build();
    }

    @Override
    public DeleteRepositoryPolicyResponse deleteRepositoryPolicy(DeleteRepositoryPolicyRequest request) {
        Repository repository = repository(request.repositoryName());
        Repository.StoredText last = policy(repository);
        repository.policy(Optional.empty());
        return DeleteRepositoryPolicyResponse.builder()
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .policyText(last.text())
                .build();
    }

    @Override
    public GetAuthorizationTokenResponse getAuthorizationToken(GetAuthorizationTokenRequest request) {
        AccessTokens.AccessToken token = registry.tokens().issue(clock.instant());
        return GetAuthorizationTokenResponse.builder()
                .authorizationData(AuthorizationData.builder()
                        .authorizationToken(token.value())
                        .expiresAt(token.expiresAt())
                        .proxyEndpoint("http://" + registry.host())
                        .build())
                .build();
    }

    @Override
    public ListImagesResponse listImages(ListImagesRequest request) {
        return images.list(repository(request.repositoryName()), request);
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        return images.describe(repository(request.repositoryName()), request);
    }

    @Override
    public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
        return images.get(repository(request.repositoryName()), request);
    }

    @Override
    public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
        return images.delete(repository(request.repositoryName()), request);
    }

    @Override
    public PutImageResponse putImage(PutImageRequest request) {
        return images.put(repository(request.repositoryName()), request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        byArn(request.resourceArn()).tagResource(tags(request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        byArn(request.resourceArn()).untagResource(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(byArn(request.resourceArn()).awsTags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The registry belongs to the cloud.
    }

    private Repository repository(String name) {
        return registry.repository(name)
                .filter(repository -> repository.scope().equals(scope))
                .orElseThrow(() -> EcrErrors.repositoryNotFound(name, scope.accountId()));
    }

    private Repository byArn(String arn) {
        return repository(arn.substring(arn.indexOf('/') + 1));
    }

    private Repository.StoredText lifecyclePolicy(Repository repository) {
        return repository
                .lifecyclePolicy()
                .orElseThrow(() -> EcrErrors.lifecyclePolicyNotFound(repository.name(), scope.accountId()));
    }

    private Repository.StoredText policy(Repository repository) {
        return repository
                .policy()
                .orElseThrow(() -> EcrErrors.repositoryPolicyNotFound(repository.name(), scope.accountId()));
    }

    private Optional<Repository.StoredText> stored(String text) {
        Instant now = clock.instant();
        return Optional.of(new Repository.StoredText(text, now));
    }

    private software.amazon.awssdk.services.ecr.model.Repository described(Repository repository) {
        return software.amazon.awssdk.services.ecr.model.Repository.builder()
                .repositoryArn(repository.arn())
                .registryId(scope.accountId())
                .repositoryName(repository.name())
                .repositoryUri(registry.host() + "/" + repository.name())
                .createdAt(repository.createdAt())
                .imageTagMutability(repository.mutability())
                .imageScanningConfiguration(repository.scanning())
                .encryptionConfiguration(repository.encryption())
                .build();
    }

    private static ImageTagMutability supported(ImageTagMutability mutability) {
        return switch (mutability) {
            case MUTABLE, IMMUTABLE -> mutability;
            case IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION, UNKNOWN_TO_SDK_VERSION ->
                throw EcrErrors.invalidParameter(
                        "Invalid parameter at 'imageTagMutability': %s is not emulated, use MUTABLE or IMMUTABLE"
                                .formatted(mutability));
        };
    }

    private static Map<String, String> tags(Collection<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
