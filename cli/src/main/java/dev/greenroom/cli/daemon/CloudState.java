package dev.greenroom.cli.daemon;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the local cloud in the background says of itself, as a file.
 *
 * @param pid of its process
 * @param startedAtMillis when that process started: a PID alone may be somebody else's by now
 * @param port of its gateway; 0 before it has one
 * @param detail while starting what it does, when running how it runs things, when failed the reason
 * @param underway what would be lost if it ended now
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CloudState(Status status, long pid, long startedAtMillis, int port, String detail, List<String> underway) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Status {
        STARTING,
        RUNNING,
        FAILED
    }

    CloudState {
        underway = List.copyOf(requireNonNullElse(underway, List.of())); // earlier versions wrote none
    }

    static Optional<CloudState> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), CloudState.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to read %s".formatted(file), e);
        }
    }

    /** Whoever reads sees the old or the new state, never half of one. */
    void write(Path file) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(next.toFile(), this);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to write %s".formatted(file), e);
        }
    }

    /** Its process, if that is still the one that wrote this. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt(process) == startedAtMillis);
    }

    static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
