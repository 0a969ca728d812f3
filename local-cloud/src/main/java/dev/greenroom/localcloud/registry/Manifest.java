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

/**
 * An image manifest or index as it was pushed.
 *
 * @param digest of {@code content}
 * @param json {@code content}, parsed
 */
record Manifest(String digest, String mediaType, byte[] content, JsonNode json, Instant pushedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> INDEXES = Set.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");

    Manifest {
        requireNonNull(digest, "digest is null");
        requireNonNull(mediaType, "mediaType is null");
        requireNonNull(content, "content is null");
        requireNonNull(json, "json is null");
        requireNonNull(pushedAt, "pushedAt is null");
    }

    /** @throws IOException when it isn't JSON */
    static Manifest parse(byte[] content, String mediaType, Instant pushedAt) throws IOException {
        JsonNode json = JSON.readTree(content);
        if (json == null || !json.isObject()) {
            throw new IOException("a manifest is a JSON object");
        }
        String declared = json.path("mediaType").asText(mediaType);
        return new Manifest(Digests.of(content), declared, content, json, pushedAt);
    }

    boolean isIndex() {
        return INDEXES.contains(mediaType);
    }

    /** Digests of the blobs it is made of; none for an index. */
    List<String> blobs() {
        var digests = new ArrayList<String>();
        if (!isIndex()) {
            digests.add(json.path("config").path("digest").asText());
            json.path("layers")
                    .forEach(layer -> digests.add(layer.path("digest").asText()));
        }
        return digests;
    }

    /** Digests of the manifests that an index lists. */
    List<String> children() {
        var digests = new ArrayList<String>();
        json.path("manifests").forEach(child -> digests.add(child.path("digest").asText()));
        return digests;
    }

    Optional<String> subject() {
        return Optional.ofNullable(json.path("subject").path("digest").textValue());
    }

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
