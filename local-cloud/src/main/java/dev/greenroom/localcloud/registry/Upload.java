package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A blob on its way into a repository, in pieces that follow each other. A piece waits until the one before it ended;
 * one that breaks off leaves what came of it, and the next goes on from there.
 */
final class Upload {
    private static final int BUFFER = 64 * 1024;

    private final String id;
    private final String repository;
    private final Path file;
    private final MessageDigest digest = Digests.sha256();
    private volatile long size;
    private boolean ended;

    Upload(String id, String repository, Path file) {
        this.id = requireNonNull(id, "id is null");
        this.repository = requireNonNull(repository, "repository is null");
        this.file = requireNonNull(file, "file is null");
    }

    static DistributionException unknown(String id) {
        return new DistributionException(
                404, "BLOB_UPLOAD_UNKNOWN", "upload %s is unknown or was finished".formatted(id));
    }

    String id() {
        return id;
    }

    String repository() {
        return repository;
    }

    /** How much there is so far; also while a piece arrives. */
    long size() {
        return size;
    }

    /**
     * Appends what {@code content} gives.
     *
     * @param range where its sender says that it belongs
     * @throws IOException when the sender broke off
     */
    synchronized void append(Optional<ContentRange> range, InputStream content)
            throws IOException, DistributionException {
        requireOpen();
        if (range.isPresent() && range.get().first() != size) {
            throw new DistributionException(
                    416,
                    "BLOB_UPLOAD_INVALID",
                    "the upload has %d bytes so far, a chunk %s does not follow".formatted(size, range.get()));
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[BUFFER];
            int count = content.read(buffer);
            while (count >= 0) {
                store(buffer, count, out);
                count = content.read(buffer);
            }
        }
    }

    /** Makes it the blob {@code target}, if its content has that digest. It is over in any case. */
    synchronized void finish(String expected, Path target) throws IOException, DistributionException {
        requireOpen();
        ended = true;
        String actual = Digests.of(digest);
        if (!actual.equals(expected)) {
            Files.deleteIfExists(file);
            throw new DistributionException(
                    400,
                    "DIGEST_INVALID",
                    "provided digest %s did not match uploaded content %s".formatted(expected, actual));
        }
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    synchronized void cancel() throws IOException {
        ended = true;
        Files.deleteIfExists(file);
    }

    private void requireOpen() throws DistributionException {
        if (ended) {
            throw unknown(id);
        }
    }

    private void store(byte[] buffer, int count, OutputStream out) throws IOException, DistributionException {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            cancel();
            throw new DistributionException(
                    507,
                    "BLOB_UPLOAD_INVALID",
                    "Tried to store the blob in %s but %s: make room and push again".formatted(file, e.getMessage()));
        }
        digest.update(buffer, 0, count);
        size += count;
    }
}
