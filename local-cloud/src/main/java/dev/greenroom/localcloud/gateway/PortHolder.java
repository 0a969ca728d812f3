package dev.greenroom.localcloud.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who listens on a port, where the system tells: Linux does, for the processes of the same user. */
final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    static Optional<ProcessHandle> find(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 9
                        && columns[1].endsWith(":%04X".formatted(port))
                        && columns[3].equals(LISTENING))
                .map(columns -> "socket:[%s]".formatted(columns[9]))
                .collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> holdsOneOf(sockets, process))
                        .findFirst();
    }

    private static boolean holdsOneOf(Set<String> sockets, ProcessHandle process) {
        try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(process.pid())))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
