package dev.greenroom.localcloud.runtime.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for programs where the shell would. */
public final class Executables {
    private final List<Path> folders;

    /** @param path folders as in the environment variable {@code PATH} */
    public Executables(String path) {
        this.folders = Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    /** The host's own. */
    public static Executables ofHost() {
        return new Executables(Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin"));
    }

    public Optional<Path> find(String name) {
        return findAll(name).findFirst();
    }

    /** Every program of that name, in the order of the path. */
    public Stream<Path> findAll(String name) {
        return folders.stream().map(folder -> folder.resolve(name)).filter(Executables::isProgram);
    }

    public static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** The folders as one value for {@code PATH}. */
    public String path() {
        return String.join(
                File.pathSeparator, folders.stream().map(Path::toString).toList());
    }
}
