package dev.greenroom.localcloud.runtime.process.task;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageStore.Image;
import dev.greenroom.localcloud.runtime.ImageStore.Layer;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unpacked images. Each layer is unpacked once, onto what lies below it; images that start with the same layers share
 * them. A folder is complete or not there at all.
 */
final class RootFileSystems {
    private final Path folder;
    private final ImageStore images;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    RootFileSystems(Path folder, ImageStore images) {
        this.folder = requireNonNull(folder, "folder is null");
        this.images = requireNonNull(images, "images is null");
    }

    /**
     * Fills a folder with the files of an image: links to the unpacked ones, so that new, replaced and removed files
     * are the container's own.
     *
     * @throws ImageUnavailableException when a layer is broken
     * @throws IOException when the machine refuses: which layer, where, and why; nothing of it is left
     */
    void copyTo(Path target, Image image) throws IOException {
        Path unpacked = unpacked(image.layers(), image.digest());
        FileTrees.link(unpacked, target);
    }

    private Path unpacked(List<Layer> layers, String imageDigest) throws IOException {
        if (layers.isEmpty()) {
            return Files.createDirectories(folder.resolve("empty"));
        }
        String key = key(layers);
        synchronized (locks.computeIfAbsent(key, name -> new Object())) {
            Path root = folder.resolve(key);
            if (!Files.exists(root)) {
                int top = layers.size() - 1;
                unpack(layers.get(top), unpacked(layers.subList(0, top), imageDigest), root, imageDigest);
            }
            return root;
        }
    }

    private void unpack(Layer layer, Path below, Path root, String imageDigest) throws IOException {
        Path partial = folder.resolve("partial-" + UUID.randomUUID());
        try {
            FileTrees.link(below, partial);
            unpack(layer, new LayerUnpacker(partial), imageDigest);
            Files.move(partial, root, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTrees.delete(partial);
        }
    }

    private void unpack(Layer layer, LayerUnpacker unpacker, String imageDigest) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream blob = new DigestInputStream(images.open(layer.digest()), sha256)) {
            unpacker.apply(new Unclosed(blob), layer.mediaType());
            blob.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            String what = "Tried to unpack layer %s of image %s into %s but %s"
                    .formatted(layer.digest(), imageDigest, folder, e.getMessage());
            if (isOfMachine(e)) {
                throw new IOException(what, e);
            }
            throw new ImageUnavailableException("CannotPullContainerError: " + what, e);
        }
        String digest = "sha256:" + HexFormat.of().formatHex(sha256.digest());
        if (!digest.equals(layer.digest())) {
            throw new ImageUnavailableException(
                    "CannotPullContainerError: Tried to unpack layer %s of image %s but its content is %s"
                            .formatted(layer.digest(), imageDigest, digest));
        }
    }

    /** What the file system says about a path, or that a disk is full; the rest is wrong with the layer. */
    private static boolean isOfMachine(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof FileSystemException || message.contains("No space left") || message.contains("quota");
    }

    private static String key(List<Layer> layers) {
        MessageDigest sha256 = sha256();
        layers.forEach(layer -> sha256.update(layer.digest().getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** What follows the archive's end counts for the digest, so the archive must not close the blob. */
    private static final class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // closed by who opened it
        }
    }
}
