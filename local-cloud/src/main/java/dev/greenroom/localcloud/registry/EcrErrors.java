package dev.greenroom.localcloud.registry;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.UnsupportedImageTypeException;

/** ECR's errors in AWS's words. */
final class EcrErrors {
    private EcrErrors() {}

    static String unknownRepository(String name, String account) {
        return "The repository with name '%s' does not exist in the registry with id '%s'".formatted(name, account);
    }

    static AwsServiceException repositoryNotFound(String name, String account) {
        return built(
                RepositoryNotFoundException.builder(), "RepositoryNotFoundException", unknownRepository(name, account));
    }

    static AwsServiceException repositoryAlreadyExists(String name, String account) {
        return built(
                RepositoryAlreadyExistsException.builder(),
                "RepositoryAlreadyExistsException",
                "The repository with name '%s' already exists in the registry with id '%s'".formatted(name, account));
    }

    static AwsServiceException repositoryNotEmpty(String name, String account) {
        return built(
                RepositoryNotEmptyException.builder(),
                "RepositoryNotEmptyException",
                ("The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains"
                                + " images")
                        .formatted(name, account));
    }

    static AwsServiceException imageNotFound(String id, String repository, String account) {
        return built(
                ImageNotFoundException.builder(),
                "ImageNotFoundException",
                "The image with imageId {%s} does not exist within the repository with name '%s' in the registry with id '%s'"
                        .formatted(id, repository, account));
    }

    static AwsServiceException imageAlreadyExists(String digest, String tag, String repository, String account) {
        return built(
                ImageAlreadyExistsException.builder(),
                "ImageAlreadyExistsException",
                ("Image with digest '%s' and tag '%s' already exists in the repository with name '%s' in registry with"
                                + " id '%s'")
                        .formatted(digest, tag, repository, account));
    }

    static AwsServiceException imageDigestDoesNotMatch() {
        return built(
                ImageDigestDoesNotMatchException.builder(),
                "ImageDigestDoesNotMatchException",
                "The specified image digest does not match the digest that Amazon ECR calculated for the image.");
    }

    static String missingLayers(List<String> digests, Repository repository) {
        return missing("Layers", digests, repository);
    }

    static AwsServiceException layersNotFound(List<String> digests, Repository repository) {
        return built(LayersNotFoundException.builder(), "LayersNotFoundException", missingLayers(digests, repository));
    }

    static String missingImages(List<String> digests, Repository repository) {
        return missing("Images", digests, repository);
    }

    static AwsServiceException referencedImagesNotFound(List<String> digests, Repository repository) {
        return built(
                ReferencedImagesNotFoundException.builder(),
                "ReferencedImagesNotFoundException",
                missingImages(digests, repository));
    }

    private static String missing(String what, List<String> digests, Repository repository) {
        return ("%s with digests '%s' required for pushing image into repository with name '%s' in the registry with id"
                        + " '%s' do not exist")
                .formatted(what, digests, repository.name(), repository.scope().accountId());
    }

    static String immutableTag(String tag, String repository) {
        return ("The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the tag is"
                        + " immutable.")
                .formatted(tag, repository);
    }

    static String referencedByIndex(List<String> digests) {
        return "Requested image referenced by manifest list: " + digests;
    }

    static AwsServiceException imageTagAlreadyExists(String tag, String repository) {
        return built(
                ImageTagAlreadyExistsException.builder(),
                "ImageTagAlreadyExistsException",
                immutableTag(tag, repository));
    }

    static AwsServiceException lifecyclePolicyNotFound(String repository, String account) {
        return built(
                LifecyclePolicyNotFoundException.builder(),
                "LifecyclePolicyNotFoundException",
                "Lifecycle policy does not exist for the repository with name '%s' in the registry with id '%s'"
                        .formatted(repository, account));
    }

    static AwsServiceException repositoryPolicyNotFound(String repository, String account) {
        return built(
                RepositoryPolicyNotFoundException.builder(),
                "RepositoryPolicyNotFoundException",
                "Repository policy does not exist for the repository with name '%s' in the registry with id '%s'"
                        .formatted(repository, account));
    }

    static AwsServiceException unsupportedImageType(String mediaType) {
        return built(
                UnsupportedImageTypeException.builder(),
                "UnsupportedImageTypeException",
                "The image manifest media type '%s' is not supported".formatted(mediaType));
    }

    static String atMost(String parameter, int limit) {
        return "Invalid parameter at '%s' failed to satisfy constraint: 'Member must have value less than or equal to %d'"
                .formatted(parameter, limit);
    }

    static AwsServiceException invalidParameter(String message) {
        return built(InvalidParameterException.builder(), "InvalidParameterException", message);
    }

    private static AwsServiceException built(AwsServiceException.Builder builder, String code, String message) {
        return builder.message(message)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Ecr")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(400).build())
                        .build())
                .build();
    }
}
