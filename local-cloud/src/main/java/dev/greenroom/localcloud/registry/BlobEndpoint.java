package dev.greenroom.localcloud.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** {@code /v2/NAME/blobs/DIGEST}. */
final class BlobEndpoint {
    private final Registry registry;

    BlobEndpoint(Registry registry) {
        this.registry = registry;
    }

    void handle(Repository repository, String digest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        ManifestEndpoint.requireDigest(digest);
        if (!repository.hasBlob(digest) || !registry.blobs().has(digest)) {
            throw new DistributionException(
                    404, "BLOB_UNKNOWN", "blob %s is unknown to the repository".formatted(digest));
        }
        switch (request.getMethod()) {
            case "GET" -> {
                describe(digest, response);
                try (InputStream blob = registry.open(digest)) {
                    blob.transferTo(response.getOutputStream());
                }
            }
            case "HEAD" -> describe(digest, response);
            case "DELETE" -> {
                repository.removeBlob(digest);
                response.setStatus(202);
            }
            default -> throw DistributionException.methodNotAllowed(request.getMethod(), request.getRequestURI());
        }
    }

    private void describe(String digest, HttpServletResponse response) throws IOException {
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(registry.blobs().size(digest));
        response.setHeader("Docker-Content-Digest", digest);
    }
}
