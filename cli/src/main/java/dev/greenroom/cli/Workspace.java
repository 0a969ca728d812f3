package dev.greenroom.cli;

import static java.util.Objects.requireNonNull;

import dev.greenroom.cli.git.DeliveryRemote;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder, and {@code .greenroom} in it, where everything is that commands leave for each other. */
public final class Workspace {
    private static final String FOLDER = ".greenroom";

    private final Path project;

    public Workspace(Path project) {
        this.project =
                requireNonNull(project, "project is null").toAbsolutePath().normalize();
    }

    /** The folder that {@code ./greenroom} lies in; it tells us by {@code GREENROOM_PROJECT}; tests by a property. */
    static Workspace ofLauncher() {
        String folder = System.getenv("GREENROOM_PROJECT");
        return new Workspace(Path.of(System.getProperty("greenroom.project", folder == null ? "" : folder)));
    }

    public Path project() {
        return project;
    }

    /** {@code .greenroom}, made when it is first needed. */
    public Path folder() {
        try {
            return Files.createDirectories(project.resolve(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to make the folder %s/.greenroom".formatted(project), e);
        }
    }

    /** Removes {@code .greenroom} with all that is in it. */
    void removeFolder() {
        try {
            FileTrees.delete(project.resolve(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to remove the folder %s/.greenroom".formatted(project), e);
        }
    }

    /** What the local cloud in the background says of itself. */
    public Path cloudState() {
        return project.resolve(FOLDER).resolve("local-cloud.json");
    }

    public Path cloudLog() {
        return folder().resolve("local-cloud.log");
    }

    /** Of the cloud before this one, when that was lost. */
    public Path lostCloudLog() {
        return folder().resolve("local-cloud-lost.log");
    }

    /** The git remote that leads to the local cloud's repository. */
    DeliveryRemote remote() {
        return new DeliveryRemote(project, project.resolve(FOLDER).resolve("git-remote"));
    }

    /** Held by the command that changes something. */
    Path lock() {
        return folder().resolve("command.lock");
    }
}
