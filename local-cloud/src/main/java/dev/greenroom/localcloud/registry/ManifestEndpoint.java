package dev.greenroom.localcloud.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v2/NAME/manifests/REFERENCE} and {@code /v2/NAME/referrers/DIGEST}. */
final class ManifestEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final int MAX_SIZE = 4 * 1024 * 1024;
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Clock clock;

    ManifestEndpoint(Clock clock) {
        this.clock = clock;
    }

    void handle(Repository repository, String reference, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(find(repository, reference), request, response);
            case "PUT" -> put(repository, reference, request, response);
            case "DELETE" -> delete(repository, reference, response);
            default -> throw DistributionException.methodNotAllowed(request.getMethod(), request.getRequestURI());
        }
    }

    void referrers(Repository repository, String digest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        ListEndpoint.requireRead(request);
        requireDigest(digest);
        Optional<String> artifactType = Query.parameter(request, "artifactType");
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        var list = index.putArray("manifests");
        for (Manifest manifest : repository.manifests()) {
            boolean refers = manifest.subject().filter(digest::equals).isPresent();
            if (refers && artifactType.map(manifest.artifactType()::equals).orElse(true)) {
                list.add(descriptor(manifest));
            }
        }
        if (artifactType.isPresent()) {
            response.setHeader("OCI-Filters-Applied", "artifactType");
        }
        response.setContentType(INDEX);
        response.getOutputStream().write(JSON.writeValueAsBytes(index));
    }

    private static ObjectNode descriptor(Manifest manifest) {
        ObjectNode descriptor = JSON.createObjectNode()
                .put("mediaType", manifest.mediaType())
                .put("digest", manifest.digest())
                .put("size", manifest.content().length);
        if (!manifest.artifactType().isEmpty()) {
            descriptor.put("artifactType", manifest.artifactType());
        }
        if (manifest.json().has("annotations")) {
            descriptor.set("annotations", manifest.json().get("annotations"));
        }
        return descriptor;
    }

    private static void get(Manifest manifest, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(manifest.mediaType());
        response.setContentLength(manifest.content().length);
        response.setHeader("Docker-Content-Digest", manifest.digest());
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(manifest.content());
        }
    }

    private void put(Repository repository, String reference, HttpServletRequest request, HttpServletResponse response)
            throws IOException, DistributionException {
        Manifest manifest = parse(request);
        boolean byDigest = reference.contains(":");
        if (byDigest) {
            requireDigest(reference);
        }
        if (byDigest && !reference.equals(manifest.digest())) {
            throw new DistributionException(
                    400, "DIGEST_INVALID", "the manifest's digest is %s".formatted(manifest.digest()));
        }
        if (!byDigest && !TAG.matcher(reference).matches()) {
            throw new DistributionException(400, "MANIFEST_INVALID", "'%s' is not a valid tag".formatted(reference));
        }
        requireParts(repository, manifest);
        if (!repository.put(manifest, byDigest ? Optional.empty() : Optional.of(reference))) {
            throw new DistributionException(400, "TAG_INVALID", EcrErrors.immutableTag(reference, repository.name()));
        }
        manifest.subject().ifPresent(subject -> response.setHeader("OCI-Subject", subject));
        response.setStatus(201);
        response.setHeader("Docker-Content-Digest", manifest.digest());
        response.setHeader("Location", "/v2/%s/manifests/%s".formatted(repository.name(), manifest.digest()));
    }

    private Manifest parse(HttpServletRequest request) throws IOException, DistributionException {
        byte[] content = request.getInputStream().readNBytes(MAX_SIZE + 1);
        if (content.length > MAX_SIZE) {
            throw new DistributionException(413, "SIZE_INVALID", "a manifest has at most %d bytes".formatted(MAX_SIZE));
        }
        String contentType = Optional.ofNullable(request.getContentType()).orElse("application/octet-stream");
        try {
            return Manifest.parse(content, contentType, clock.instant());
        } catch (IOException e) {
            throw new DistributionException(400, "MANIFEST_INVALID", "the manifest can't be read: " + e.getMessage());
        }
    }

    /** What a manifest names must have been pushed to, or mounted into, the same repository. */
    private static void requireParts(Repository repository, Manifest manifest) throws DistributionException {
        List<String> layers = repository.missingBlobs(manifest);
        if (!layers.isEmpty()) {
            throw new DistributionException(404, "MANIFEST_BLOB_UNKNOWN", EcrErrors.missingLayers(layers, repository));
        }
        List<String> images = repository.missingImages(manifest);
        if (!images.isEmpty()) {
            throw new DistributionException(404, "MANIFEST_BLOB_UNKNOWN", EcrErrors.missingImages(images, repository));
        }
    }

    private static void delete(Repository repository, String reference, HttpServletResponse response)
            throws DistributionException {
        Manifest manifest = find(repository, reference);
        if (Digests.isDigest(reference)) {
            List<String> indexes = repository.indexesOf(manifest.digest());
            if (!indexes.isEmpty()) {
                throw new DistributionException(405, "UNSUPPORTED", EcrErrors.referencedByIndex(indexes));
            }
            repository.removeManifest(manifest.digest());
        } else {
            repository.removeTag(reference);
        }
        response.setStatus(202);
    }

    private static Manifest find(Repository repository, String reference) throws DistributionException {
        return repository
                .find(reference)
                .orElseThrow(() -> new DistributionException(404, "MANIFEST_UNKNOWN", "Requested image not found"));
    }

    static void requireDigest(String text) throws DistributionException {
        if (!Digests.isDigest(text)) {
            throw new DistributionException(400, "DIGEST_INVALID", "'%s' is not a sha256 digest".formatted(text));
        }
    }
}
