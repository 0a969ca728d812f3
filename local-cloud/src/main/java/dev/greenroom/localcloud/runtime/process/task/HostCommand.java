package dev.greenroom.localcloud.runtime.process.task;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.process.Executables;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a container's command into one of this machine, in which paths of the image lead into its folder. */
final class HostCommand {
    private static final String PATH_SEPARATOR = ":";
    private static final List<String> PROGRAM_FOLDERS =
            List.of("usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin");

    private final Path root;
    private final Path scratch;
    private final Path javaHome;
    private final Executables host;

    /**
     * @param root the unpacked image
     * @param scratch a folder of this container
     * @param javaHome whose Java runs programs for Java
     */
    HostCommand(Path root, Path scratch, Path javaHome, Executables host) {
        this.root = requireNonNull(root, "root is null");
        this.scratch = requireNonNull(scratch, "scratch is null");
        this.javaHome = requireNonNull(javaHome, "javaHome is null");
        this.host = requireNonNull(host, "host is null");
    }

    List<String> of(List<String> command) throws IOException {
        if (command.isEmpty()) {
            throw new ImageUnavailableException(
                    "CannotStartContainerError: neither image nor task definition says what to run");
        }
        var mapped = new ArrayList<String>();
        String program = command.get(0);
        if (program.equals("java") || program.endsWith("/bin/java")) {
            mapped.add(javaHome.resolve("bin/java").toString());
            mapped.add("-Djava.io.tmpdir=" + scratch);
            mapped.add("-XX:-UsePerfData"); // else it leaves a file in the machine's temporary folder
        } else {
            mapped.add(program(program).toString());
        }
        for (String argument : command.subList(1, command.size())) {
            mapped.add(argument(argument));
        }
        return mapped;
    }

    private Path program(String name) {
        Stream<Path> inImage = name.contains("/")
                ? Stream.of(inRoot(name))
                : PROGRAM_FOLDERS.stream().map(folder -> root.resolve(folder).resolve(name));
        return inImage.filter(Executables::isProgram)
                .findFirst()
                .or(() -> name.contains("/") ? Optional.empty() : host.find(name))
                .orElseThrow(() -> new ImageUnavailableException(
                        "CannotStartContainerError: exec: \"%s\": executable file not found in the image or on this machine"
                                .formatted(name)));
    }

    /** Also {@code -Dname=/path}, lists of paths, and {@code @/file} with arguments of their own. */
    private String argument(String argument) throws IOException {
        if (argument.startsWith("@/") && Files.isRegularFile(inRoot(argument.substring(1)))) {
            return "@" + mappedFile(inRoot(argument.substring(1)));
        }
        int equals = argument.indexOf('=');
        if (argument.startsWith("-") && equals > 0) {
            return argument.substring(0, equals + 1) + paths(argument.substring(equals + 1));
        }
        return paths(argument);
    }

    private String paths(String text) {
        if (!text.startsWith("/")) {
            return text;
        }
        return Stream.of(text.split(PATH_SEPARATOR))
                .map(part -> part.startsWith("/") && existsInRoot(part)
                        ? inRoot(part).toString()
                        : part)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A place counts with a wildcard for its last name too: {@code /app/libs/*}. */
    private boolean existsInRoot(String path) {
        Path place = inRoot(path);
        return Files.exists(place) || path.endsWith("/*") && Files.isDirectory(place.getParent());
    }

    private Path inRoot(String path) {
        return root.resolve(path.replaceFirst("^/+", ""));
    }

    private Path mappedFile(Path file) throws IOException {
        Path copy = scratch.resolve(file.getFileName());
        try (Stream<String> lines = Files.lines(file)) {
            Files.write(copy, lines.map(this::paths).toList());
        }
        return copy;
    }
}
