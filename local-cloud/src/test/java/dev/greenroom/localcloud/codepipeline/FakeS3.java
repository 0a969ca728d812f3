package dev.greenroom.localcloud.codepipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
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
final class FakeS3 implements S3Client {
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    volatile long claimedLength = -1;
    volatile boolean versioned = true;

    static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<String, String> unzip(byte[] archive) {
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
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

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        byte[] bytes = require(request.bucket(), request.key(), null);
        return new ResponseInputStream<>(
                GetObjectResponse.builder()
                        .contentLength(claimedLength < 0 ? bytes.length : claimedLength)
                        .build(),
                AbortableInputStream.create(new ByteArrayInputStream(bytes)));
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
