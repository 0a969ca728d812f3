package dev.greenroom.localcloud.runtime.process.task;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.process.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Turns a container's command into one of this machine, in which paths of the image lead into its folder. */
final class HostCommand {
    private static final List<String> PROGRAM_FOLDERS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final Set<String> PATH_OPTIONS = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");

    private final ImagePaths paths;
    private final Path home;
    private final Path temporary;
    private final Path javaHome;
    private final Executables host;
    private final ProgramCheck check;
    private final Consumer<String> log;

    /**
     * @param home a folder of this container, which Java would else take from the user's account
     * @param temporary a folder of this container
     * @param javaHome whose Java runs programs for Java
     * @param log told when this machine's program runs instead of the image's
     */
    HostCommand(
            ImagePaths paths,
            Path home,
            Path temporary,
            Path javaHome,
            Executables host,
            ProgramCheck check,
            Consumer<String> log) {
        this.paths = requireNonNull(paths, "paths is null");
        this.home = requireNonNull(home, "home is null");
        this.temporary = requireNonNull(temporary, "temporary is null");
        this.javaHome = requireNonNull(javaHome, "javaHome is null");
        this.host = requireNonNull(host, "host is null");
        this.check = requireNonNull(check, "check is null");
        this.log = requireNonNull(log, "log is null");
    }

    /** @param imagePath folders that the image looks for programs in, as its {@code PATH} says */
    List<String> of(List<String> command, String imagePath) throws IOException {
        if (command.isEmpty()) {
            throw new ImageUnavailableException(
                    "CannotStartContainerError: neither image nor task definition says what to run");
        }
        String name = command.get(0);
        List<String> arguments = command.subList(1, command.size());
        List<String> mapped = new ArrayList<>();
        if (name.equals("java") || name.endsWith("/bin/java")) {
            mapped.add(javaHome.resolve("bin/java").toString());
            mapped.add("-Duser.home=" + home);
            mapped.add("-Djava.io.tmpdir=" + temporary);
            mapped.add("-XX:-UsePerfData"); // else it leaves a file in the machine's temporary folder
            mapped.addAll(javaArguments(arguments));
        } else {
            mapped.add(program(name, imagePath).toString());
            arguments.forEach(argument -> mapped.add(paths.inWord(argument)));
        }
        return mapped;
    }

    private Path program(String name, String imagePath) throws IOException {
        Optional<Path> inImage = inImage(name, imagePath);
        Optional<String> obstacle = inImage.isPresent() ? check.obstacle(inImage.get()) : Optional.empty();
        if (inImage.isPresent() && obstacle.isEmpty()) {
            return inImage.get();
        }
        Optional<Path> onHost = host.find(Path.of(name).getFileName().toString());
        if (onHost.isPresent()) {
            obstacle.ifPresent(reason -> log.accept("greenroom: runs %s of this machine instead of the image's %s: %s"
                    .formatted(onHost.get(), name, reason)));
            return onHost.get();
        }
        throw new ImageUnavailableException(obstacle.map(reason ->
                        "CannotStartContainerError: exec: \"%s\": exec format error: %s".formatted(name, reason))
                .orElse(
                        "CannotStartContainerError: exec: \"%s\": executable file not found in the image or on this machine"
                                .formatted(name)));
    }

    private Optional<Path> inImage(String name, String imagePath) {
        if (name.contains("/")) {
            return Optional.of(paths.place(name)).filter(Executables::isProgram);
        }
        Stream<String> folders = imagePath.isEmpty() ? PROGRAM_FOLDERS.stream() : Stream.of(imagePath.split(":"));
        return folders.map(folder -> paths.place(folder).resolve(name))
                .filter(Executables::isProgram)
                .findFirst();
    }

    private List<String> javaArguments(List<String> arguments) throws IOException {
        List<String> mapped = new ArrayList<>();
        String previous = "";
        for (String argument : arguments) {
            mapped.add(javaArgument(previous, argument));
            previous = argument;
        }
        return mapped;
    }

    private String javaArgument(String previous, String argument) throws IOException {
        if (argument.startsWith("@/") && Files.isRegularFile(paths.place(argument.substring(1)))) {
            return "@" + mappedFile(previous, paths.place(argument.substring(1)));
        }
        return PATH_OPTIONS.contains(previous) ? paths.inList(argument) : paths.inWord(argument);
    }

    private Path mappedFile(String previous, Path file) throws IOException {
        List<String> mapped = new ArrayList<>();
        String before = previous;
        for (String argument : ArgumentFile.read(file)) {
            mapped.add(PATH_OPTIONS.contains(before) ? paths.inList(argument) : paths.inWord(argument));
            before = argument;
        }
        Path copy = temporary.resolve(file.getFileName());
        ArgumentFile.write(copy, mapped);
        return copy;
    }
}
