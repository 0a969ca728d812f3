package dev.greenroom.localcloud.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs as files named by their digest, and the uploads that become blobs. Safe for use by many threads. */
final class BlobStore {
    private final Path blobs;
    private final Path uploadFolder;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    BlobStore(Path folder) throws IOException {
        blobs = Files.createDirectories(folder.resolve("blobs"));
        uploadFolder = Files.createDirectories(folder.resolve("uploads"));
    }

    long size(String digest) throws IOException {
        return Files.size(file(digest));
    }

    /** @throws NoSuchFileException when there is no such blob */
    InputStream open(String digest) throws IOException {
        return Files.newInputStream(file(digest));
    }

    Upload start(String repository) throws IOException {
        String id = UUID.randomUUID().toString();
        Upload upload = new Upload(id, repository, Files.createFile(uploadFolder.resolve(id)));
        uploads.put(id, upload);
        return upload;
    }

    Optional<Upload> upload(String repository, String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.repository().equals(repository));
    }

    void cancel(Upload upload) throws IOException {
        uploads.remove(upload.id());
        upload.cancel();
    }

    /** Makes the upload a blob. When that fails for its content, the upload is gone too. */
    void finish(Upload upload, String digest) throws IOException, DistributionException {
        uploads.remove(upload.id());
        upload.finish(digest, file(digest));
    }

    private Path file(String digest) {
        return blobs.resolve(digest.substring(digest.indexOf(':') + 1));
    }
}
