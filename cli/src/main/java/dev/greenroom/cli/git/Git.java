package dev.greenroom.cli.git;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The git program, asked in one folder. */
public final class Git {
    private final Path folder;

    public Git(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /** What it calls itself; empty where there is no git on the PATH. */
    public static Optional<String> version() {
        try {
            return new Git(Path.of("").toAbsolutePath()).ask("--version");
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * The lines that it prints, as one text; empty when it ends with an error, as it does where there is nothing to tell.
     *
     * @throws UncheckedIOException when it can't be started
     */
    Optional<String> ask(String... arguments) {
        Answer answer = run(arguments);
        return answer.isGood() ? Optional.of(answer.text()) : Optional.empty();
    }

    /** @throws IllegalStateException with what it printed, when it ends with an error */
    void tell(String... arguments) {
        Answer answer = run(arguments);
        if (!answer.isGood()) {
            throw new IllegalStateException(
                    "Tried git %s in %s but %s".formatted(String.join(" ", arguments), folder, answer.text()));
        }
    }

    private Answer run(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Answer(process.waitFor() == 0, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to run git", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "was interrupted");
        }
    }

    private record Answer(boolean isGood, String text) {}
}
