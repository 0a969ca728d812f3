package dev.greenroom.localcloud.codecommit;

import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

/** Git's file modes by the names of the API. */
final class FileModes {
    private FileModes() {}

    static FileModeTypeEnum of(FileMode mode) {
        if (mode == FileMode.EXECUTABLE_FILE) {
            return FileModeTypeEnum.EXECUTABLE;
        }
        return mode == FileMode.SYMLINK ? FileModeTypeEnum.SYMLINK : FileModeTypeEnum.NORMAL;
    }

    /** Empty when the caller said nothing. */
    static Optional<FileMode> of(@Nullable FileModeTypeEnum mode) {
        return Optional.ofNullable(mode).map(given -> switch (given) {
            case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
            case NORMAL -> FileMode.REGULAR_FILE;
            case SYMLINK -> FileMode.SYMLINK;
            case UNKNOWN_TO_SDK_VERSION -> throw CodeCommitErrors.invalidFileMode();
        });
    }

    static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE || mode == FileMode.SYMLINK;
    }
}
