package dev.greenroom.infra.fakes;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** One bucket that keeps versions, each as {@code key@version}. */
public final class FakeS3 implements S3Client {
    private final List<String> versions = new ArrayList<>();
    private final List<String> puts = new ArrayList<>();
    private final List<String> deleteMarkers = new ArrayList<>();

    public List<String> versions() {
        return versions;
    }

    /** What was put, each as {@code bucket/key}. */
    public List<String> puts() {
        return puts;
    }

    public List<String> deleteMarkers() {
        return deleteMarkers;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        puts.add(request.bucket() + "/" + request.key());
        return PutObjectResponse.builder().build();
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        return ListObjectVersionsResponse.builder()
                .isTruncated(false)
                .versions(versions.stream()
                        .map(version -> ObjectVersion.builder()
                                .key(version.split("@")[0])
                                .versionId(version.split("@")[1])
                                .build())
                        .toList())
                .deleteMarkers(deleteMarkers.stream()
                        .map(marker -> DeleteMarkerEntry.builder()
                                .key(marker.split("@")[0])
                                .versionId(marker.split("@")[1])
                                .build())
                        .toList())
                .build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        request.delete().objects().forEach(object -> {
            versions.remove(object.key() + "@" + object.versionId());
            deleteMarkers.remove(object.key() + "@" + object.versionId());
        });
        return DeleteObjectsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
