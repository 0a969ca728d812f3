package dev.greenroom.localcloud.codebuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Zip archives that keep the modes of files and symbolic links, as artifacts of pipelines do. */
public final class ZipArchive {
    /** From owner's read to others' execute, as the bits of a mode. */
    private static final List<PosixFilePermission> PERMISSIONS = List.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private ZipArchive() {}

    /** Writes files by the names they get in the archive. */
    public static void write(Path archive, SortedMap<String, Path> files) throws IOException {
        try (var zip = new ZipArchiveOutputStream(archive)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                add(zip, file.getKey(), file.getValue());
            }
        }
    }

    /**
     * Unpacks an archive into a folder.
     *
     * @throws IOException when it is no archive, or leads out of the folder
     */
    public static void unpack(Path archive, Path folder) throws IOException {
        Path root = Files.createDirectories(folder).toRealPath();
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            for (ZipArchiveEntry entry : entries) {
                if (!entry.isUnixSymlink()) {
                    unpack(zip, entry, inside(root, entry.getName()));
                }
            }
            for (ZipArchiveEntry entry : entries) { // after all else, so that nothing is written through one
                if (entry.isUnixSymlink()) {
                    link(root, inside(root, entry.getName()), zip.getUnixSymlink(entry));
                }
            }
        }
    }

    private static void add(ZipArchiveOutputStream zip, String name, Path file) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (Files.isSymbolicLink(file)) {
            entry.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
            zip.putArchiveEntry(entry);
            zip.write(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
        } else {
            entry.setUnixMode(UnixStat.FILE_FLAG | mode(Files.getPosixFilePermissions(file)));
            entry.setTime(Files.getLastModifiedTime(file));
            zip.putArchiveEntry(entry);
            Files.copy(file, zip);
        }
        zip.closeArchiveEntry();
    }

    private static void unpack(ZipFile zip, ZipArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if ((entry.getUnixMode() & UnixStat.PERM_MASK) != 0) {
            Files.setPosixFilePermissions(target, permissions(entry.getUnixMode()));
        }
    }

    private static void link(Path root, Path link, String target) throws IOException {
        if (!link.resolveSibling(target).normalize().startsWith(root)) {
            throw new IOException("Tried to unpack an archive but its link %s leads outside: %s"
                    .formatted(root.relativize(link), target));
        }
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static Path inside(Path root, String name) throws IOException {
        Path target = root.resolve(name).normalize();
        if (!target.startsWith(root) || leadsThroughLink(root, target)) {
            throw new IOException("Tried to unpack an archive but its entry %s leads outside".formatted(name));
        }
        return target;
    }

    private static boolean leadsThroughLink(Path root, Path target) {
        for (Path folder = target.getParent(); folder.startsWith(root) && !folder.equals(root); ) {
            if (Files.isSymbolicLink(folder)) {
                return true;
            }
            folder = folder.getParent();
        }
        return false;
    }

    private static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission permission : PERMISSIONS) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return mode;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < PERMISSIONS.size(); bit++) {
            if ((mode >> PERMISSIONS.size() - 1 - bit & 1) == 1) {
                permissions.add(PERMISSIONS.get(bit));
            }
        }
        permissions.add(PosixFilePermission.OWNER_READ);
        permissions.add(PosixFilePermission.OWNER_WRITE);
        return permissions;
    }
}
