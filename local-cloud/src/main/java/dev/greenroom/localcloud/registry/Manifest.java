package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image manifest or index as it was pushed.
 *
 * @param digest of {@code content}
 * @param json {@code content}, parsed
 */
record Manifest(String digest, String mediaType, byte[] content, JsonNode json, Instant pushedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern FOREIGN = Pattern.compile("\\.nondistributable\\.|\\.foreign\\.");
    private static final Set<String> IMAGES = Set.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");
    private static final Set<String> INDEXES = Set.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");

    Manifest {
        requireNonNull(digest, "digest is null");
        requireNonNull(mediaType, "mediaType is null");
        requireNonNull(content, "content is null");
        requireNonNull(json, "json is null");
        requireNonNull(pushedAt, "pushedAt is null");
    }

    /**
     * @param contentType what its sender says that it is; decides where the content doesn't
     * @throws IOException when it isn't a manifest of a known kind
     */
    static Manifest parse(byte[] content, String contentType, Instant pushedAt) throws IOException {
        JsonNode json = JSON.readTree(content);
        if (json == null || !json.isObject()) {
            throw new IOException("a manifest is a JSON object");
        }
        String type = contentType.split(";", 2)[0].strip();
        var manifest = new Manifest(Digests.of(content), json.path("mediaType").asText(type), content, json, pushedAt);
        manifest.requireKnownType(type);
        manifest.requireDigests();
        return manifest;
    }

    private void requireKnownType(String contentType) throws IOException {
        if (!IMAGES.contains(mediaType) && !INDEXES.contains(mediaType)) {
            throw new IOException("its media type '%s' is none of %s and %s".formatted(mediaType, IMAGES, INDEXES));
        }
        boolean contradicted = IMAGES.contains(contentType) || INDEXES.contains(contentType);
        if (contradicted && !contentType.equals(mediaType)) {
            throw new IOException("its media type is '%s' but it was sent as '%s'".formatted(mediaType, contentType));
        }
    }

    private void requireDigests() throws IOException {
        Stream<String> digests =
                Stream.of(blobs(), children(), subject().stream().toList()).flatMap(List::stream);
        Optional<String> wrong = digests.filter(text -> !Digests.isDigest(text)).findFirst();
        if (wrong.isPresent()) {
            throw new IOException("it has '%s' where a sha256 digest belongs".formatted(wrong.get()));
        }
    }

    boolean isIndex() {
        return INDEXES.contains(mediaType);
    }

    /** Digests of the blobs that are pushed with it: none for an index, and not the layers that others hand out. */
    List<String> blobs() {
        var digests = new ArrayList<String>();
        if (!isIndex()) {
            digests.add(json.path("config").path("digest").asText());
            for (JsonNode layer : json.path("layers")) {
                if (!FOREIGN.matcher(layer.path("mediaType").asText()).find()) {
                    digests.add(layer.path("digest").asText());
                }
            }
        }
        return digests;
    }

    /** Digests of the manifests that an index lists. */
    List<String> children() {
        var digests = new ArrayList<String>();
        if (isIndex()) {
            json.path("manifests")
                    .forEach(child -> digests.add(child.path("digest").asText()));
        }
        return digests;
    }

    Optional<String> subject() {
        return Optional.ofNullable(json.path("subject").path("digest").textValue());
    }

    /** Empty for an index that names none. */
    String artifactType() {
        return json.path("artifactType")
                .asText(json.path("config").path("mediaType").asText());
    }

    /** Sum of configuration and layers as the manifest declares them. */
    long size() {
        long size = json.path("config").path("size").asLong();
        for (JsonNode layer : json.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
    }
}
