package dev.greenroom.localcloud.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /v2/NAME/blobs/uploads/}: in one piece, in chunks, or by a mount from another repository. */
final class UploadEndpoint {
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
        Upload upload = registry.blobs().upload(repository.name(), id).orElseThrow(() -> Upload.unknown(id));
        switch (request.getMethod()) {
            case "PATCH" -> {
                upload.append(ContentRange.of(request), request.getInputStream());
                progress(repository, upload, 202, response);
            }
            case "PUT" -> {
                String digest = digest(request);
                upload.append(ContentRange.of(request), request.getInputStream());
                finish(repository, upload, digest, response);
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
        Optional<String> mount = Query.parameter(request, "mount");
        if (mount.filter(digest -> canMount(digest, Query.parameter(request, "from")))
                .isPresent()) {
            created(repository, mount.get(), response);
        } else if (Query.parameter(request, "digest").isPresent()) {
            takeWhole(repository, request, response);
        } else {
            progress(repository, registry.blobs().start(repository.name()), 202, response);
        }
    }

    private void takeWhole(Repository repository, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        String digest = digest(request);
        Upload upload = registry.blobs().start(repository.name());
        try {
            upload.append(Optional.empty(), request.getInputStream());
        } catch (IOException e) {
            // Nobody was told its id, so nobody can go on.
            registry.blobs().cancel(upload);
            throw e;
        }
        finish(repository, upload, digest, response);
    }

    private boolean canMount(String digest, Optional<String> from) {
        Stream<Repository> sources =
                from.isPresent() ? registry.repository(from.get()).stream() : registry.repositories().stream();
        return sources.anyMatch(repository -> repository.hasBlob(digest));
    }

    private void finish(Repository repository, Upload upload, String digest, HttpServletResponse response)
            throws IOException, DistributionException {
        registry.blobs().finish(upload, digest);
        created(repository, digest, response);
    }

    private static String digest(HttpServletRequest request) throws DistributionException {
        String digest = Query.parameter(request, "digest").orElse("");
        ManifestEndpoint.requireDigest(digest);
        return digest;
    }

    private static void created(Repository repository, String digest, HttpServletResponse response) {
        repository.addBlob(digest);
        response.setStatus(201);
        response.setHeader("Location", "/v2/%s/blobs/%s".formatted(repository.name(), digest));
        response.setHeader("Docker-Content-Digest", digest);
    }

    private static void progress(Repository repository, Upload upload, int status, HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("Location", "/v2/%s/blobs/uploads/%s".formatted(repository.name(), upload.id()));
        response.setHeader("Range", "0-" + Math.max(0, upload.size() - 1));
        response.setHeader("Docker-Upload-UUID", upload.id());
    }
}
