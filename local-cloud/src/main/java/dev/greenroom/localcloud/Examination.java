package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.docker.EngineSearch;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import dev.greenroom.localcloud.runtime.process.Ports;
import dev.greenroom.localcloud.runtime.process.localstack.PythonFinder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks whether this machine has what a local cloud needs. Starts and installs nothing. */
public final class Examination {
    private static final long ENOUGH_BYTES = 2L << 30;

    private final LocalCloudOptions options;

    public Examination(LocalCloudOptions options) {
        this.options = requireNonNull(options, "options is null");
    }

    public List<Finding> examine() throws InterruptedException {
        return List.of(java(), git(), python(), docker(), disk(), port(), loopback());
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        Path compiler = Path.of(System.getProperty("java.home"), "bin", "javac");
        return Files.isExecutable(compiler)
                ? Finding.good("Java", "JDK %d in %s".formatted(version, System.getProperty("java.home")))
                : Finding.bad(
                        "Java",
                        "Java %d in %s has no compiler".formatted(version, System.getProperty("java.home")),
                        "Install a JDK 17 or newer, for example: apt-get install openjdk-17-jdk-headless");
    }

    private static Finding git() {
        return Executables.ofHost()
                .find("git")
                .map(program -> Finding.good("git", program.toString()))
                .orElseGet(() -> Finding.bad("git", "not found", "Install it, for example: apt-get install git"));
    }

    private static Finding python() throws InterruptedException {
        try (Guardian guardian = Guardian.start();
                ChildProcesses children = new ChildProcesses(guardian)) {
            PythonFinder.Search search = new PythonFinder(children).find();
            return search.python()
                    .map(python -> Finding.good(
                            "Python for LocalStack", "%s in %s".formatted(python.version(), python.program())))
                    .orElseGet(() -> Finding.bad(
                            "Python for LocalStack",
                            "no Python 3.12 or newer was found, only " + search.tooOld(),
                            search.advice()));
        } catch (IOException e) {
            return Finding.bad("Python for LocalStack", e.getMessage(), "Check that processes can be started here");
        }
    }

    /** A machine without it lacks nothing: processes do. */
    private static Finding docker() {
        return Finding.good(
                "Docker",
                EngineSearch.ofMachine()
                        .obstacle()
                        .map(obstacle -> "not used: %s. %s to use it".formatted(obstacle.reason(), obstacle.remedy()))
                        .orElse("an engine answers, so things run in containers; --runtime process does without"));
    }

    private Finding disk() {
        try {
            Path folder = Files.createDirectories(options.cache());
            long free = Files.getFileStore(folder).getUsableSpace();
            String state = "%d MiB free for %s".formatted(free >> 20, folder);
            return free >= ENOUGH_BYTES
                    ? Finding.good("Disk", state)
                    : Finding.bad("Disk", state, "Free %d MiB there".formatted(ENOUGH_BYTES - free >> 20));
        } catch (IOException e) {
            return Finding.bad(
                    "Disk",
                    "%s can't be made: %s".formatted(options.cache(), e.getMessage()),
                    "Make it writable, or set XDG_CACHE_HOME to a folder that is");
        }
    }

    private Finding port() {
        int port = LocalCloudOptions.USUAL_PORT;
        return Ports.canBind(InetAddress.getLoopbackAddress(), port)
                ? Finding.good("Port", port + " is free")
                : Finding.bad(
                        "Port",
                        port + " is in use; by this project's own cloud if one is up",
                        "./greenroom down, or ./greenroom up --port 4567");
    }

    private static Finding loopback() {
        return new LoopbackBlock().areDistinct()
                ? Finding.good("Loopback addresses", "the whole block 127.0.0.0/8 answers")
                : Finding.good("Loopback addresses", "one, so every listener needs a port of its own");
    }
}
