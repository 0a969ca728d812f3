package dev.greenroom.cli.git;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The git program, asked in one folder. */
public final class Git {
    /** What git sets for its hooks: they would lead it to another repository than the folder's. */
    private static final List<String> OTHER_REPOSITORY = List.of(
            "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX");

    private final Path folder;

    public Git(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /** What it calls itself; empty where there is no git on the PATH. */
    public static Optional<String> version() {
        return new Git(Path.of("").toAbsolutePath()).ask("--version");
    }

    /**
     * The lines that it prints, as one text; empty when it ends with an error, as it does where there is nothing to tell,
     * and where there is no git.
     */
    public Optional<String> ask(String... arguments) {
        Answer answer = run(arguments);
        return answer.isGood() ? Optional.of(answer.text()) : Optional.empty();
    }

    Answer run(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            OTHER_REPOSITORY.forEach(builder.environment()::remove);
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Answer(process.waitFor() == 0, text);
        } catch (IOException e) {
            return new Answer(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "was interrupted");
        }
    }

    /** @param text what it printed, its complaints too */
    record Answer(boolean isGood, String text) {}
}
