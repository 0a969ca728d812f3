package dev.greenroom.infra.stacks;

import dev.greenroom.infra.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What lies in the repositories and buckets of a stack and keeps CloudFormation from deleting them. */
final class StackContents {
    /** ECR's own limit; S3's is ten times that. */
    private static final int BATCH = 100;

    private final AwsClients aws;

    StackContents(AwsClients aws) {
        this.aws = aws;
    }

    void empty(String stackId) {
        aws
                .cloudFormation()
                .listStackResourcesPaginator(request -> request.stackName(stackId))
                .stackResourceSummaries()
                .stream()
                .filter(resource -> resource.physicalResourceId() != null)
                .filter(resource -> !resource.physicalResourceId().isEmpty())
                .forEach(this::empty);
    }

    private void empty(StackResourceSummary resource) {
        switch (resource.resourceType()) {
            case "AWS::ECR::Repository" -> emptyRepository(resource.physicalResourceId());
            case "AWS::S3::Bucket" -> emptyBucket(resource.physicalResourceId());
            default -> {}
        }
    }

    private void emptyRepository(String repository) {
        var ecr = aws.ecr();
        try {
            var images = ecr.listImagesPaginator(request -> request.repositoryName(repository)).imageIds().stream()
                    .map(image -> ImageIdentifier.builder()
                            .imageDigest(image.imageDigest())
                            .build())
                    .distinct()
                    .toList();
            batches(images).forEach(batch -> delete(ecr, repository, batch));
        } catch (RepositoryNotFoundException gone) {
            return;
        }
    }

    private static void delete(EcrClient ecr, String repository, List<ImageIdentifier> images) {
        ecr.batchDeleteImage(request -> request.repositoryName(repository).imageIds(images));
    }

    private void emptyBucket(String bucket) {
        var s3 = aws.s3();
        try {
            for (var page : s3.listObjectVersionsPaginator(request -> request.bucket(bucket))) {
                var objects = Stream.concat(
                                page.versions().stream().map(object -> identifier(object.key(), object.versionId())),
                                page.deleteMarkers().stream()
                                        .map(marker -> identifier(marker.key(), marker.versionId())))
                        .toList();
                batches(objects).forEach(batch -> delete(s3, bucket, batch));
            }
        } catch (NoSuchBucketException gone) {
            return;
        }
    }

    private static void delete(S3Client s3, String bucket, List<ObjectIdentifier> objects) {
        s3.deleteObjects(request -> request.bucket(bucket).delete(which -> which.objects(objects)));
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private static <T> List<List<T>> batches(List<T> all) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }
}
