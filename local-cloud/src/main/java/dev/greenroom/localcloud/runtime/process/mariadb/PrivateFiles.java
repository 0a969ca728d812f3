package dev.greenroom.localcloud.runtime.process.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only we may read. */
final class PrivateFiles {
    private PrivateFiles() {}

    static Path create(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static Path createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        return Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
