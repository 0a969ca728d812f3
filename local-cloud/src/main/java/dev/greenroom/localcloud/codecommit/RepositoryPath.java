package dev.greenroom.localcloud.codecommit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Paths as git writes them; those of the API may begin and end with a slash. */
final class RepositoryPath {
    private RepositoryPath() {}

    static String ofFile(@Nullable String path) {
        String normalised = ofFolder(path);
        if (normalised.isEmpty()) {
            throw path == null || path.isEmpty() ? CodeCommitErrors.pathRequired() : CodeCommitErrors.invalidPath();
        }
        return normalised;
    }

    /** Empty for the root. */
    static String ofFolder(@Nullable String path) {
        if (path == null) {
            throw CodeCommitErrors.pathRequired();
        }
        String normalised = path.replaceFirst("^/", "").replaceFirst("/$", "");
        if (!normalised.isEmpty()
                && Arrays.stream(normalised.split("/", -1))
                        .anyMatch(part ->
                                part.isEmpty() || part.equals(".") || part.equals("..") || part.equals(".git"))) {
            throw CodeCommitErrors.invalidPath();
        }
        return normalised;
    }

    /** Whether {@code path} is {@code folder} or somewhere below it. */
    static boolean isWithin(String folder, String path) {
        return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }
}
