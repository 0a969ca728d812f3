package dev.greenroom.localcloud.runtime.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders. Symbolic links are never followed. */
public final class FileTrees {
    private FileTrees() {}

    /** Deletes a folder, also one whose subfolders are read-only or that others delete at the same time. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!Files.isWritable(folder)) {
                    folder.toFile().setWritable(true);
                    folder.toFile().setReadable(true);
                    folder.toFile().setExecutable(true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies a folder's content into a folder that is made for it. */
    public static void copy(Path from, Path to) throws IOException {
        transfer(
                from,
                to,
                (file, copy) -> Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES));
    }

    /** Makes a folder with the same content that shares the files themselves: quick, and they take no space twice. */
    public static void link(Path from, Path to) throws IOException {
        transfer(from, to, (file, link) -> {
            if (Files.isSymbolicLink(file)) {
                Files.createSymbolicLink(link, Files.readSymbolicLink(file));
            } else {
                Files.createLink(link, file);
            }
        });
    }

    private static void transfer(Path from, Path to, Transfer transfer) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                transfer.transfer(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private interface Transfer {
        void transfer(Path file, Path target) throws IOException;
    }
}
