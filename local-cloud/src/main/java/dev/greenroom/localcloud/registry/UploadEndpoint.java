package dev.greenroom.localcloud.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v2/NAME/blobs/uploads/}: in one piece, in chunks, or by a mount from another repository. */
final class UploadEndpoint {
    private static final Pattern CONTENT_RANGE = Pattern.compile("(?:bytes )?(\\d+)-(\\d+)(?:/.*)?");

    private final Registry registry;

    UploadEndpoint(Registry registry) {
        this.registry = registry;
    }

    void handle(Repository repository, String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        if (request.getMethod().equals("POST")) {
            start(repository, request, response);
            return;
        }
        BlobStore.Upload upload = registry.blobs()
                .upload(id)
                .orElseThrow(() -> new DistributionException(
                        404, "BLOB_UPLOAD_UNKNOWN", "upload %s is unknown or was finished".formatted(id)));
        switch (request.getMethod()) {
            case "PATCH" -> {
                append(upload, request);
                progress(repository, upload, 202, response);
            }
            case "PUT" -> {
                append(upload, request);
                finish(repository, upload, digest(request), response);
            }
            case "GET" -> progress(repository, upload, 204, response);
            case "DELETE" -> {
                registry.blobs().cancel(upload);
                response.setStatus(204);
            }
            default -> throw DistributionException.methodNotAllowed(request.getMethod(), request.getRequestURI());
        }
    }

    private void start(Repository repository, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        Optional<String> mount = Optional.ofNullable(request.getParameter("mount"));
        if (mount.filter(digest -> canMount(digest, request.getParameter("from")))
                .isPresent()) {
            created(repository, mount.get(), response);
            return;
        }
        BlobStore.Upload upload = registry.blobs().start();
        if (request.getParameter("digest") == null) {
            progress(repository, upload, 202, response);
        } else {
            upload.append(request.getInputStream());
            finish(repository, upload, digest(request), response);
        }
    }

    private boolean canMount(String digest, String from) {
        boolean known = from == null
                ? registry.repositories().stream().anyMatch(repository -> repository.hasBlob(digest))
                : registry.repository(from)
                        .filter(repository -> repository.hasBlob(digest))
                        .isPresent();
        return known && registry.blobs().has(digest);
    }

    private static void append(BlobStore.Upload upload, HttpServletRequest request)
            throws IOException, DistributionException {
        String range = request.getHeader("Content-Range");
        if (range != null) {
            Matcher matcher = CONTENT_RANGE.matcher(range);
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) != upload.size()) {
                throw new DistributionException(
                        416,
                        "BLOB_UPLOAD_INVALID",
                        "the upload has %d bytes so far, a chunk %s does not follow".formatted(upload.size(), range));
            }
        }
        upload.append(request.getInputStream());
    }

    private void finish(Repository repository, BlobStore.Upload upload, String digest, HttpServletResponse response)
            throws IOException, DistributionException {
        try {
            registry.blobs().finish(upload, digest);
        } catch (BlobStore.DigestMismatchException e) {
            throw new DistributionException(400, "DIGEST_INVALID", e.getMessage());
        }
        created(repository, digest, response);
    }

    private static String digest(HttpServletRequest request) throws DistributionException {
        String digest = Optional.ofNullable(request.getParameter("digest")).orElse("");
        ManifestEndpoint.requireDigest(digest);
        return digest;
    }

    private static void created(Repository repository, String digest, HttpServletResponse response) {
        repository.addBlob(digest);
        response.setStatus(201);
        response.setHeader("Location", "/v2/%s/blobs/%s".formatted(repository.name(), digest));
        response.setHeader("Docker-Content-Digest", digest);
    }

    private static void progress(
            Repository repository, BlobStore.Upload upload, int status, HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("Location", "/v2/%s/blobs/uploads/%s".formatted(repository.name(), upload.id()));
        response.setHeader("Range", "0-" + Math.max(0, upload.size() - 1));
        response.setHeader("Docker-Upload-UUID", upload.id());
    }
}
