package dev.greenroom.localcloud.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code /v2/NAME/blobs/DIGEST}. */
final class BlobEndpoint {
    private static final int BUFFER = 64 * 1024;

    private final Registry registry;

    BlobEndpoint(Registry registry) {
        this.registry = registry;
    }

    void handle(Repository repository, String digest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        ManifestEndpoint.requireDigest(digest);
        if (!repository.hasBlob(digest)) {
            throw new DistributionException(
                    404, "BLOB_UNKNOWN", "blob %s is unknown to the repository".formatted(digest));
        }
        switch (request.getMethod()) {
            case "GET" -> send(digest, request, response);
            case "HEAD" -> describe(digest, registry.blobs().size(digest), response);
            case "DELETE" -> {
                repository.removeBlob(digest);
                response.setStatus(202);
            }
            default -> throw DistributionException.methodNotAllowed(request.getMethod(), request.getRequestURI());
        }
    }

    private void send(String digest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        long size = registry.blobs().size(digest);
        Optional<ByteRange> range =
                Optional.ofNullable(request.getHeader("Range")).flatMap(header -> ByteRange.of(header, size));
        if (range.filter(wanted -> !wanted.isWithin(size)).isPresent()) {
            response.setHeader("Content-Range", "bytes */" + size);
            throw new DistributionException(416, "RANGE_INVALID", "the blob has %d bytes".formatted(size));
        }
        ByteRange part = range.orElse(new ByteRange(0, size - 1));
        if (range.isPresent()) {
            response.setStatus(206);
            response.setHeader("Content-Range", "bytes %d-%d/%d".formatted(part.first(), part.last(), size));
        }
        describe(digest, part.length(), response);
        try (InputStream blob = registry.open(digest)) {
            blob.skipNBytes(part.first());
            copy(blob, part.length(), response.getOutputStream());
        }
    }

    private static void copy(InputStream blob, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int count = blob.readNBytes(buffer, 0, (int) Math.min(BUFFER, left));
            if (count == 0) {
                throw new EOFException("%d bytes of the blob are missing".formatted(left));
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    private static void describe(String digest, long length, HttpServletResponse response) {
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(length);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Docker-Content-Digest", digest);
    }
}
