package dev.greenroom.localcloud.registry;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** A repository with its manifests and tags. All methods lock the repository itself. */
final class Repository {
    private final String name;
    private final AwsScope scope;
    private final Instant createdAt;
    private final EncryptionConfiguration encryption;
    private final Map<String, String> awsTags = new TreeMap<>();
    private final Map<String, Manifest> manifests = new LinkedHashMap<>();
    private final Map<String, String> digestByTag = new TreeMap<>();
    private final Set<String> blobs = ConcurrentHashMap.newKeySet();
    private ImageTagMutability mutability;
    private ImageScanningConfiguration scanning;
    private Optional<StoredText> lifecyclePolicy = Optional.empty();
    private Optional<StoredText> policy = Optional.empty();

    Repository(
            String name,
            AwsScope scope,
            Instant createdAt,
            Optional<EncryptionConfiguration> encryption,
            ImageTagMutability mutability,
            boolean scanOnPush) {
        this.name = requireNonNull(name, "name is null");
        this.scope = requireNonNull(scope, "scope is null");
        this.createdAt = requireNonNull(createdAt, "createdAt is null");
        this.encryption = encryption.orElseGet(() -> EncryptionConfiguration.builder()
                .encryptionType(EncryptionType.AES256)
                .build());
        this.mutability = requireNonNull(mutability, "mutability is null");
        this.scanning =
                ImageScanningConfiguration.builder().scanOnPush(scanOnPush).build();
    }

    /** A text that was put, and when. */
    record StoredText(String text, Instant changedAt) {}

    String name() {
        return name;
    }

    AwsScope scope() {
        return scope;
    }

    Instant createdAt() {
        return createdAt;
    }

    EncryptionConfiguration encryption() {
        return encryption;
    }

    String arn() {
        return scope.arn("ecr", "repository/" + name);
    }

    synchronized ImageTagMutability mutability() {
        return mutability;
    }

    synchronized void mutability(ImageTagMutability value) {
        mutability = value;
    }

    synchronized ImageScanningConfiguration scanning() {
        return scanning;
    }

    synchronized void scanning(ImageScanningConfiguration value) {
        scanning = value;
    }

    synchronized Optional<StoredText> lifecyclePolicy() {
        return lifecyclePolicy;
    }

    synchronized void lifecyclePolicy(Optional<StoredText> value) {
        lifecyclePolicy = value;
    }

    synchronized Optional<StoredText> policy() {
        return policy;
    }

    synchronized void policy(Optional<StoredText> value) {
        policy = value;
    }

    synchronized Map<String, String> awsTags() {
        return Map.copyOf(awsTags);
    }

    synchronized void tagResource(Map<String, String> tags) {
        awsTags.putAll(tags);
    }

    synchronized void untagResource(Collection<String> keys) {
        awsTags.keySet().removeAll(keys);
    }

    boolean hasBlob(String digest) {
        return blobs.contains(digest);
    }

    void addBlob(String digest) {
        blobs.add(digest);
    }

    boolean removeBlob(String digest) {
        return blobs.remove(digest);
    }

    /** Digests of the blobs that the manifest needs and that are not here. */
    List<String> missingBlobs(Manifest manifest) {
        return manifest.blobs().stream().filter(digest -> !hasBlob(digest)).toList();
    }

    /** Digests of the manifests that an index lists and that are not here. */
    synchronized List<String> missingImages(Manifest index) {
        return index.children().stream()
                .filter(digest -> !manifests.containsKey(digest))
                .toList();
    }

    /** Finds by tag or digest. */
    synchronized Optional<Manifest> find(String reference) {
        String digest = Digests.isDigest(reference) ? reference : digestByTag.getOrDefault(reference, "");
        return Optional.ofNullable(manifests.get(digest));
    }

    synchronized List<Manifest> manifests() {
        return List.copyOf(manifests.values());
    }

    synchronized List<String> tags() {
        return List.copyOf(digestByTag.keySet());
    }

    synchronized List<String> tagsOf(String digest) {
        return digestByTag.entrySet().stream()
                .filter(entry -> entry.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Digests of the image indexes that list this manifest. */
    synchronized List<String> indexesOf(String digest) {
        return manifests.values().stream()
                .filter(manifest -> manifest.children().contains(digest))
                .map(Manifest::digest)
                .toList();
    }

    /**
     * Stores the manifest, and points {@code tag} at it when there is one.
     *
     * @return false when an immutable tag points elsewhere already; nothing is changed then
     */
    synchronized boolean put(Manifest manifest, Optional<String> tag) {
        if (tag.isPresent() && mutability == ImageTagMutability.IMMUTABLE) {
            String current = digestByTag.get(tag.get());
            if (current != null && !current.equals(manifest.digest())) {
                return false;
            }
        }
        manifests.putIfAbsent(manifest.digest(), manifest);
        tag.ifPresent(name -> digestByTag.put(name, manifest.digest()));
        return true;
    }

    synchronized boolean removeTag(String tag) {
        return digestByTag.remove(tag) != null;
    }

    /** Removes the manifest and every tag that points at it; tells the tags. */
    synchronized List<String> removeManifest(String digest) {
        var tags = new ArrayList<>(tagsOf(digest));
        digestByTag.keySet().removeAll(tags);
        manifests.remove(digest);
        return tags;
    }
}
