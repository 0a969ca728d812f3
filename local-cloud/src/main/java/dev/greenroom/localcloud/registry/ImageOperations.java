package dev.greenroom.localcloud.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** The operations on the images of one repository. */
final class ImageOperations {
    private static final String DEFAULT_MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private final Clock clock;

    ImageOperations(Clock clock) {
        this.clock = clock;
    }

    ListImagesResponse list(Repository repository, ListImagesRequest request) {
        TagStatus wanted = request.filter() == null || request.filter().tagStatus() == null
                ? TagStatus.ANY
                : request.filter().tagStatus();
        List<ImageIdentifier> ids = repository.manifests().stream()
                .filter(manifest -> matches(wanted, repository, manifest))
                .flatMap(manifest -> ids(repository, manifest).stream())
                .toList();
        Page<ImageIdentifier> page = Page.of(ids, request.nextToken(), request.maxResults());
        return ListImagesResponse.builder()
                .imageIds(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    DescribeImagesResponse describe(Repository repository, DescribeImagesRequest request) {
        TagStatus wanted = request.filter() == null || request.filter().tagStatus() == null
                ? TagStatus.ANY
                : request.filter().tagStatus();
        List<Manifest> manifests = request.imageIds().isEmpty()
                ? repository.manifests()
                : request.imageIds().stream()
                        .map(id -> find(repository, id)
                                .orElseThrow(() -> EcrErrors.imageNotFound(
                                        text(id),
                                        repository.name(),
                                        repository.scope().accountId())))
                        .toList();
        List<ImageDetail> details = manifests.stream()
                .filter(manifest -> matches(wanted, repository, manifest))
                .map(manifest -> detail(repository, manifest))
                .toList();
        Page<ImageDetail> page = Page.of(details, request.nextToken(), request.maxResults());
        return DescribeImagesResponse.builder()
                .imageDetails(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    BatchGetImageResponse get(Repository repository, BatchGetImageRequest request) {
        var found = new ArrayList<Image>();
        var failures = new ArrayList<ImageFailure>();
        for (ImageIdentifier id : request.imageIds()) {
            find(repository, id)
                    .ifPresentOrElse(
                            manifest -> found.add(image(repository, manifest, id.imageTag())),
                            () -> failures.add(notFound(id)));
        }
        return BatchGetImageResponse.builder().images(found).failures(failures).build();
    }

    BatchDeleteImageResponse delete(Repository repository, BatchDeleteImageRequest request) {
        var deleted = new ArrayList<ImageIdentifier>();
        var failures = new ArrayList<ImageFailure>();
        for (ImageIdentifier id : request.imageIds()) {
            Optional<Manifest> manifest = find(repository, id);
            List<String> indexes =
                    manifest.map(Manifest::digest).map(repository::indexesOf).orElseGet(List::of);
            if (manifest.isEmpty()) {
                failures.add(notFound(id));
            } else if (isUntagged(repository, manifest.get(), id)) {
                repository.removeTag(id.imageTag());
                deleted.add(ImageIdentifier.builder()
                        .imageDigest(manifest.get().digest())
                        .imageTag(id.imageTag())
                        .build());
            } else if (!indexes.isEmpty()) {
                failures.add(failed(
                        id, ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST, EcrErrors.referencedByIndex(indexes)));
            } else {
                deleted.addAll(ids(repository, manifest.get()));
                repository.removeManifest(manifest.get().digest());
            }
        }
        return BatchDeleteImageResponse.builder()
                .imageIds(deleted)
                .failures(failures)
                .build();
    }

    PutImageResponse put(Repository repository, PutImageRequest request) {
        byte[] content = request.imageManifest().getBytes(StandardCharsets.UTF_8);
        String mediaType = Objects.requireNonNullElse(request.imageManifestMediaType(), DEFAULT_MEDIA_TYPE);
        Manifest manifest = parse(content, mediaType);
        if (request.imageDigest() != null && !request.imageDigest().equals(manifest.digest())) {
            throw EcrErrors.imageDigestDoesNotMatch();
        }
        String account = repository.scope().accountId();
        Optional<Manifest> current = repository.find(manifest.digest());
        if (current.isPresent()
                && (request.imageTag() == null
                        || repository.tagsOf(manifest.digest()).contains(request.imageTag()))) {
            throw EcrErrors.imageAlreadyExists(
                    manifest.digest(), String.valueOf(request.imageTag()), repository.name(), account);
        }
        requireParts(repository, manifest);
        if (!repository.put(manifest, Optional.ofNullable(request.imageTag()))) {
            throw EcrErrors.imageTagAlreadyExists(request.imageTag(), repository.name());
        }
        return PutImageResponse.builder()
                .image(image(repository, manifest, request.imageTag()))
                .build();
    }

    private static void requireParts(Repository repository, Manifest manifest) {
        List<String> layers = repository.missingBlobs(manifest);
        if (!layers.isEmpty()) {
            throw EcrErrors.layersNotFound(layers, repository);
        }
        List<String> images = repository.missingImages(manifest);
        if (!images.isEmpty()) {
            throw EcrErrors.referencedImagesNotFound(images, repository);
        }
    }

    private Manifest parse(byte[] content, String mediaType) {
        try {
            return Manifest.parse(content, mediaType, clock.instant());
        } catch (IOException e) {
            throw EcrErrors.invalidParameter("Invalid parameter at 'ImageManifest': " + e.getMessage());
        }
    }

    /** An image that has other tags loses the one that is named, and stays. */
    private static boolean isUntagged(Repository repository, Manifest manifest, ImageIdentifier id) {
        return id.imageDigest() == null && repository.tagsOf(manifest.digest()).size() > 1;
    }

    private static boolean matches(TagStatus wanted, Repository repository, Manifest manifest) {
        boolean tagged = !repository.tagsOf(manifest.digest()).isEmpty();
        return switch (wanted) {
            case TAGGED -> tagged;
            case UNTAGGED -> !tagged;
            case ANY, UNKNOWN_TO_SDK_VERSION -> true;
        };
    }

    /** Found when digest and tag, as far as given, belong together. */
    private static Optional<Manifest> find(Repository repository, ImageIdentifier id) {
        Optional<Manifest> byTag = id.imageTag() == null ? Optional.empty() : repository.find(id.imageTag());
        if (id.imageDigest() == null) {
            return byTag;
        }
        return repository
                .find(id.imageDigest())
                .filter(manifest -> id.imageTag() == null
                        || byTag.map(Manifest::digest)
                                .filter(manifest.digest()::equals)
                                .isPresent());
    }

    private static List<ImageIdentifier> ids(Repository repository, Manifest manifest) {
        ImageIdentifier untagged =
                ImageIdentifier.builder().imageDigest(manifest.digest()).build();
        List<ImageIdentifier> tagged = repository.tagsOf(manifest.digest()).stream()
                .map(tag -> untagged.toBuilder().imageTag(tag).build())
                .toList();
        return tagged.isEmpty() ? List.of(untagged) : tagged;
    }

    private static ImageDetail detail(Repository repository, Manifest manifest) {
        List<String> tags = repository.tagsOf(manifest.digest());
        var detail = ImageDetail.builder()
                .registryId(repository.scope().accountId())
                .repositoryName(repository.name())
                .imageDigest(manifest.digest())
                .imageSizeInBytes(manifest.size())
                .imagePushedAt(manifest.pushedAt())
                .imageManifestMediaType(manifest.mediaType())
                .artifactMediaType(manifest.artifactType());
        return (tags.isEmpty() ? detail : detail.imageTags(tags)).build();
    }

    private static Image image(Repository repository, Manifest manifest, String tag) {
        return Image.builder()
                .registryId(repository.scope().accountId())
                .repositoryName(repository.name())
                .imageId(ImageIdentifier.builder()
                        .imageDigest(manifest.digest())
                        .imageTag(tag)
                        .build())
                .imageManifest(new String(manifest.content(), StandardCharsets.UTF_8))
                .imageManifestMediaType(manifest.mediaType())
                .build();
    }

    private static ImageFailure notFound(ImageIdentifier id) {
        return failed(id, ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found");
    }

    private static ImageFailure failed(ImageIdentifier id, ImageFailureCode code, String reason) {
        return ImageFailure.builder()
                .imageId(id)
                .failureCode(code)
                .failureReason(reason)
                .build();
    }

    private static String text(ImageIdentifier id) {
        return "imageDigest:'%s', imageTag:'%s'".formatted(id.imageDigest(), id.imageTag());
    }
}
