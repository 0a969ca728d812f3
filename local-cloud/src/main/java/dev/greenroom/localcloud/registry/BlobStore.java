package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
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

    boolean has(String digest) {
        return Files.exists(file(digest));
    }

    long size(String digest) throws IOException {
        return Files.size(file(digest));
    }

    /** @throws NoSuchFileException when there is no such blob */
    InputStream open(String digest) throws IOException {
        return Files.newInputStream(file(digest));
    }

    Upload start() throws IOException {
        String id = UUID.randomUUID().toString();
        Upload upload = new Upload(id, Files.createFile(uploadFolder.resolve(id)));
        uploads.put(id, upload);
        return upload;
    }

    Optional<Upload> upload(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    void cancel(Upload upload) throws IOException {
        uploads.remove(upload.id());
        Files.deleteIfExists(upload.file);
    }

    /**
     * Makes the upload a blob.
     *
     * @throws DigestMismatchException when its content is something else; the upload is gone then
     */
    void finish(Upload upload, String digest) throws IOException, DigestMismatchException {
        synchronized (upload) {
            uploads.remove(upload.id());
            String actual = Digests.of(upload.digest);
            if (!actual.equals(digest)) {
                Files.deleteIfExists(upload.file);
                throw new DigestMismatchException(digest, actual);
            }
            Files.move(upload.file, file(digest), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path file(String digest) {
        return blobs.resolve(digest.substring(digest.indexOf(':') + 1));
    }

    /** Content that arrives in pieces, in order. */
    static final class Upload {
        private final String id;
        private final Path file;
        private final MessageDigest digest = Digests.sha256();
        private long size;

        private Upload(String id, Path file) {
            this.id = requireNonNull(id, "id is null");
            this.file = requireNonNull(file, "file is null");
        }

        String id() {
            return id;
        }

        synchronized long size() {
            return size;
        }

        /** Appends what {@code content} gives. A piece that breaks off leaves the upload as long as it got. */
        synchronized void append(InputStream content) throws IOException {
            try (OutputStream out =
                    new DigestOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), digest)) {
                byte[] buffer = new byte[64 * 1024];
                int count = content.read(buffer);
                while (count >= 0) {
                    out.write(buffer, 0, count);
                    size += count;
                    count = content.read(buffer);
                }
            }
        }
    }

    /** Content is not what its sender says it is. */
    static final class DigestMismatchException extends Exception {
        private static final long serialVersionUID = 1L;

        DigestMismatchException(String expected, String actual) {
            super("provided digest %s did not match uploaded content %s".formatted(expected, actual));
        }
    }
}
