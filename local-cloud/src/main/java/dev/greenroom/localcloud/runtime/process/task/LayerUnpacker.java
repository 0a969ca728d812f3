package dev.greenroom.localcloud.runtime.process.task;

import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Applies layers to a root file system, lower ones first. Nothing that a layer says leads out of the root: such
 * entries are refused.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">image layer specification</a>
 */
final class LayerUnpacker {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE_WHITEOUT = ".wh..wh..opq";

    private final Path root;

    /** @param root an existing folder */
    LayerUnpacker(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** @param mediaType of the layer: plain tar, or compressed with gzip */
    void apply(InputStream layer, String mediaType) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(decompressed(layer, mediaType))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                apply(tar, entry);
                entry = tar.getNextEntry();
            }
        }
    }

    private static InputStream decompressed(InputStream layer, String mediaType) throws IOException {
        if (mediaType.endsWith("gzip")) {
            return new GZIPInputStream(layer, 64 * 1024);
        }
        if (mediaType.endsWith("tar")) {
            return new BufferedInputStream(layer);
        }
        throw new IOException("layers of type %s can't be unpacked, only tar and tar+gzip".formatted(mediaType));
    }

    private void apply(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path target = inside(entry.getName());
        String name = target.equals(root) ? "" : target.getFileName().toString();
        if (name.equals(OPAQUE_WHITEOUT)) {
            clear(target.getParent());
        } else if (name.startsWith(WHITEOUT)) {
            FileTrees.delete(hidden(target, name.substring(WHITEOUT.length())));
        } else {
            create(tar, entry, target);
        }
    }

    /** What a whiteout hides: always a sibling of its own. */
    private static Path hidden(Path whiteout, String name) throws IOException {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IOException("the whiteout %s hides nothing in its folder".formatted(whiteout.getFileName()));
        }
        return whiteout.resolveSibling(name);
    }

    private void create(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                FileTrees.delete(target);
                Files.createDirectories(target);
            }
            return;
        }
        FileTrees.delete(target);
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, linkTarget(target, entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, inside(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
        // Devices and pipes are left out: a process has the machine's own.
    }

    /** The place of an entry, whose parents may be links of the image itself. */
    private Path inside(String name) throws IOException {
        Path place = root.resolve(name.replaceFirst("^/+", "")).normalize();
        if (!place.startsWith(root)) {
            throw new IOException("the entry %s leads out of the image".formatted(name));
        }
        Path existing = place.equals(root) ? root : place.getParent();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!existing.toRealPath().startsWith(root)) {
            throw new IOException("the entry %s leads out of the image through a link".formatted(name));
        }
        return place;
    }

    /** Links mean places in the image: absolute ones too, and those that would climb out end at its root. */
    private Path linkTarget(Path link, String target) throws IOException {
        Path folder = link.getParent().toRealPath();
        Path place = target.startsWith("/") ? root : folder;
        for (Path name : Path.of(target.replaceFirst("^/+", ""))) {
            if (name.toString().equals("..")) {
                place = place.equals(root) ? root : place.getParent();
            } else if (!name.toString().equals(".")) {
                place = place.resolve(name);
            }
        }
        Path relative = folder.relativize(place);
        return relative.toString().isEmpty() ? Path.of(".") : relative;
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path each : entries) {
                    FileTrees.delete(each);
                }
            }
        }
    }

    /** The owner's: whoever runs us owns what is unpacked. */
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((mode & 0111) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }
}
