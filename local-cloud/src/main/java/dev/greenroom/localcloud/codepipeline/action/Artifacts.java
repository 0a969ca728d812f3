package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The archives between actions, in S3. */
final class Artifacts {
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final long MOST_SOURCE_BYTES = 1024L * 1024 * 1024;
    private static final int MOST_FILE_BYTES = 4 * 1024 * 1024;

    private final AwsClients clients;

    Artifacts(AwsClients clients) {
        this.clients = clients;
    }

    /** @throws ActionFailedException when the file is larger than AWS lets a source be */
    void put(ActingRole role, StoredObject object, Path file) throws IOException {
        if (Files.size(file) > MOST_SOURCE_BYTES) {
            throw ActionFailedException.configuration(
                    "The archive has %d bytes, which is more than the maximum of %d (1 GB)"
                            .formatted(Files.size(file), MOST_SOURCE_BYTES));
        }
        role.requireObject("s3:PutObject", object);
        clients.s3()
                .putObject(
                        put -> put.bucket(object.bucket()).key(object.key()).contentType("application/zip"),
                        RequestBody.fromFile(file));
    }

    void putText(ActingRole role, StoredObject object, String text) {
        role.requireObject("s3:PutObject", object);
        clients.s3().putObject(put -> put.bucket(object.bucket()).key(object.key()), RequestBody.fromString(text));
    }

    /** An archive that holds one file. */
    void putSingleFile(ActingRole role, StoredObject object, String name, String text) {
        try {
            Path file = Files.createTempFile("greenroom-artifact", ".zip");
            try (var archive = new SourceArchive(file)) {
                archive.add(name, SourceArchive.PLAIN, text.getBytes(StandardCharsets.UTF_8));
                archive.close();
                put(role, object, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ActionFailedException when there is no such file, or the archive is too large */
    String read(ActingRole role, Artifact artifact, String file) {
        StoredObject object = artifact.object();
        role.requireObject("s3:GetObject", object);
        try (var response =
                clients.s3().getObject(get -> get.bucket(object.bucket()).key(object.key()))) {
            Long length = response.response().contentLength();
            if (length != null && length > MOST_BYTES) {
                throw ActionFailedException.configuration(
                        "Artifact [%s] has %d bytes, which is more than the maximum of %d (256 MB)"
                                .formatted(artifact.name(), length, MOST_BYTES));
            }
            return find(response, file)
                    .orElseThrow(() -> ActionFailedException.configuration(
                            "File [%s] does not exist in artifact [%s]".formatted(file, artifact.name())));
        } catch (S3Exception e) {
            throw ActionFailedException.configuration("Artifact [%s] can't be read from s3://%s/%s: %s"
                    .formatted(artifact.name(), object.bucket(), object.key(), e.getMessage()));
        } catch (IOException e) {
            throw ActionFailedException.configuration("Artifact [%s] is not a zip archive that can be read: %s"
                    .formatted(artifact.name(), e.getMessage()));
        }
    }

    private static Optional<String> find(InputStream stream, String file) throws IOException {
        var zip = new ZipInputStream(stream);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(file)) {
                byte[] bytes = zip.readNBytes(MOST_FILE_BYTES + 1);
                if (bytes.length > MOST_FILE_BYTES) {
                    throw new IOException("%s has more than %d bytes".formatted(file, MOST_FILE_BYTES));
                }
                return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
