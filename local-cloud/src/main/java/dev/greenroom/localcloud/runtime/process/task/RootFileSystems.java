package dev.greenroom.localcloud.runtime.process.task;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageStore.Image;
import dev.greenroom.localcloud.runtime.ImageStore.Layer;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
 * Unpacked images. Images that are made of the same layers share one folder, which their containers only read; it is
 * complete or not there at all.
 */
final class RootFileSystems {
    private final Path folder;
    private final ImageStore images;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    RootFileSystems(Path folder, ImageStore images) {
        this.folder = requireNonNull(folder, "folder is null");
        this.images = requireNonNull(images, "images is null");
    }

    /** @throws IOException when a layer can't be unpacked: which one, where, and why; nothing of it is left */
    Path of(Image image) throws IOException {
        String key = key(image.layers());
        synchronized (locks.computeIfAbsent(key, name -> new Object())) {
            Path root = folder.resolve(key);
            if (!Files.exists(root)) {
                unpack(image, root);
            }
            return root;
        }
    }

    private void unpack(Image image, Path root) throws IOException {
        Path partial = folder.resolve("partial-" + UUID.randomUUID());
        try {
            Files.createDirectories(partial);
            LayerUnpacker unpacker = new LayerUnpacker(partial);
            for (Layer layer : image.layers()) {
                unpack(layer, unpacker, image.digest());
            }
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
            throw new IOException(
                    "Tried to unpack layer %s of image %s into %s but %s"
                            .formatted(layer.digest(), imageDigest, folder, e.getMessage()),
                    e);
        }
        String digest = "sha256:" + HexFormat.of().formatHex(sha256.digest());
        if (!digest.equals(layer.digest())) {
            throw new IOException("Tried to unpack layer %s of image %s but its content is %s"
                    .formatted(layer.digest(), imageDigest, digest));
        }
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
