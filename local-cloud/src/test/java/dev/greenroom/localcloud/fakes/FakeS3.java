package dev.greenroom.localcloud.fakes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Objects in memory, by bucket and key. A version of an object is found under {@code bucket/key@version}. */
public final class FakeS3 implements S3Client {
    public final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    public volatile long claimedLength = -1;
    public volatile boolean versioned = true;

    public void put(String object, String text) {
        objects.put(object, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        try (var stream = body.contentStreamProvider().newStream()) {
            objects.put(request.bucket() + "/" + request.key(), stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    /** All other ways to get an object come down to this one. */
    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        byte[] bytes = require(request.bucket(), request.key(), null);
        GetObjectResponse response = GetObjectResponse.builder()
                .contentLength(claimedLength < 0 ? bytes.length : claimedLength)
                .build();
        try {
            return transformer.transform(response, AbortableInputStream.create(new ByteArrayInputStream(bytes)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        require(request.bucket(), request.key(), request.versionId());
        return HeadObjectResponse.builder()
                .eTag("\"e7a9\"")
                .versionId(versioned ? Objects.requireNonNullElse(request.versionId(), "latest") : null)
                .lastModified(Instant.EPOCH)
                .build();
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        String version = "latest".equals(request.sourceVersionId()) ? null : request.sourceVersionId();
        byte[] bytes = require(request.sourceBucket(), request.sourceKey(), version);
        objects.put(request.destinationBucket() + "/" + request.destinationKey(), bytes);
        return CopyObjectResponse.builder().build();
    }

    private byte[] require(String bucket, String key, String version) {
        byte[] bytes = objects.get(bucket + "/" + key + (version == null ? "" : "@" + version));
        if (bytes == null) {
            throw (NoSuchKeyException)
                    AwsFailures.failure(NoSuchKeyException.builder(), "NoSuchKey", "The specified key does not exist.");
        }
        return bytes;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
