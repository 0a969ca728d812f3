package dev.greenroom.localcloud.runtime.process.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.FolderLock;
import dev.greenroom.localcloud.runtime.process.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes the Python environment that LocalStack runs in, once a machine: built beside its final place and moved there
 * when it is complete, so nobody ever sees half of it. Two at once wait for each other.
 */
final class Installer {
    static final String VERSION = "4.14.0";
    private static final String REQUIREMENTS = resource("requirements.txt");
    private static final String SEED = resource("seed.py");
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ChildProcesses children;
    private final PythonFinder pythons;
    private final Executables path;
    private final Path folder;
    private final Map<String, String> environment;
    private final Consumer<String> progress;

    Installer(
            ChildProcesses children,
            PythonFinder pythons,
            Executables path,
            Path cacheFolder,
            Map<String, String> environment,
            Consumer<String> progress) {
        this.children = children;
        this.pythons = pythons;
        this.path = path;
        this.folder = cacheFolder.toAbsolutePath().resolve("localstack");
        this.environment = environment;
        this.progress = progress;
    }

    /** The environment that is there, or a new one where there is none or only a broken one. */
    Installation install() throws IOException, InterruptedException {
        if (isComplete()) {
            return installation();
        }
        return FolderLock.whileLocked(folder, () -> {
            if (!isComplete()) {
                build();
            }
            return installation();
        });
    }

    /** Named by its pins, so that two versions of Greenroom do not take it from each other. */
    private Path home() {
        String pins =
                UUID.nameUUIDFromBytes(REQUIREMENTS.getBytes(UTF_8)).toString().substring(0, 8);
        return folder.resolve(VERSION + "-" + pins);
    }

    private Installation installation() {
        return new Installation(python(home()), home().resolve("seed"));
    }

    /** A complete environment stops to be one when the Python that it was made with is removed. */
    private boolean isComplete() {
        return Files.exists(marker(home())) && Executables.isProgram(python(home()));
    }

    private static Path python(Path home) {
        return home.resolve("bin/python");
    }

    private static Path marker(Path home) {
        return home.resolve("complete");
    }

    private void build() throws IOException, InterruptedException {
        progress.accept("Installing LocalStack %s, once on this machine".formatted(VERSION));
        Path building = folder.resolve("building");
        try {
            FileTrees.delete(building);
            makeEnvironment(building);
            seed(building);
            Files.writeString(marker(building), REQUIREMENTS);
            FileTrees.delete(home());
            Files.move(building, home(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(
                    "Tried to install LocalStack %s into %s but %s".formatted(VERSION, folder, e.getMessage()), e);
        } finally {
            FileTrees.delete(building);
        }
    }

    private void makeEnvironment(Path building) throws IOException, InterruptedException {
        PythonFinder.Search search = pythons.find();
        Python python = search.python()
                .orElseThrow(() ->
                        new IOException("Tried to install LocalStack %s but %s".formatted(VERSION, search.advice())));
        Optional<Path> uv = workingUv();
        if (uv.isPresent()) {
            run(uv.get(), "venv", "--python", python.program(), building);
            run(uv.get(), "pip", "install", "--python", python(building), "--requirements", requirements(building));
            return;
        }
        if (!python.canMakeEnvironments()) {
            throw new IOException(InstallFailure.withoutEnsurePip(python));
        }
        run(python.program(), "-m", "venv", building);
        if (tryRun(List.of(python(building), "-m", "pip", "install", "uv")).succeeded()) {
            run(
                    building.resolve("bin/uv"),
                    "pip",
                    "install",
                    "--python",
                    python(building),
                    "--requirements",
                    requirements(building));
        } else {
            run(python(building), "-m", "pip", "install", "--requirement", requirements(building));
        }
    }

    /** A {@code uv} on the path may be a shim of a Python that is not active. */
    private Optional<Path> workingUv() throws IOException, InterruptedException {
        for (Path uv : path.findAll("uv").toList()) {
            if (tryRun(List.of(uv, "--version")).succeeded()) {
                return Optional.of(uv);
            }
        }
        return Optional.empty();
    }

    private static Path requirements(Path building) throws IOException {
        return Files.writeString(building.resolve("requirements.txt"), REQUIREMENTS);
    }

    /** LocalStack works for many seconds at its first start; each run gets a copy of what comes out. */
    private void seed(Path building) throws IOException, InterruptedException {
        Path root = Files.createDirectories(building.resolve("seed/root"));
        Path home = Files.createDirectories(building.resolve("seed/home"));
        Map<String, String> variables = RunEnvironment.offline(root, home, root);
        Outcome outcome =
                children.run(List.of(python(building).toString(), "-I", "-c", SEED), variables, building, PATIENCE);
        if (!outcome.succeeded()) {
            throw new IOException(InstallFailure.explain("the first import of LocalStack", folder, outcome));
        }
    }

    private void run(Object... command) throws IOException, InterruptedException {
        Outcome outcome = tryRun(List.of(command));
        if (!outcome.succeeded()) {
            throw new IOException(InstallFailure.explain(words(List.of(command)), folder, outcome));
        }
    }

    private Outcome tryRun(List<?> command) throws IOException, InterruptedException {
        List<String> strings = new ArrayList<>();
        command.forEach(word -> strings.add(word.toString()));
        return children.run(strings, environment, folder, PATIENCE);
    }

    private static String words(List<?> command) {
        return String.join(" ", command.stream().map(Object::toString).toList());
    }

    private static String resource(String name) {
        try (InputStream in = Installer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the classpath");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Tried to read %s but failed".formatted(name), e);
        }
    }
}
