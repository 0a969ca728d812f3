package dev.greenroom.localcloud.runtime.process.mariadb;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chooses the server to run: the one of the jar, or one of this machine where the jar's can't run. */
final class ServerFinder {
    /** Folders for daemons, which are not on everybody's path. */
    private static final String MORE_FOLDERS = "/usr/sbin:/usr/local/sbin:/usr/libexec:/usr/local/mysql/bin"
            + ":/opt/homebrew/bin:/opt/homebrew/opt/mariadb/bin:/opt/homebrew/opt/mysql/bin";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("Ver ([^ ]+)");
    private static final Pattern MISSING_LIBRARY = Pattern.compile("(?m)^\\s*(\\S+) => not found");
    private static final Map<String, String> DEBIAN_PACKAGES = Map.of(
            "libaio.so.1", "libaio1",
            "libcrypt.so.1", "libcrypt1",
            "libncurses.so.5", "libncurses5",
            "libstdc++.so.6", "libstdc++6",
            "libsystemd.so.0", "libsystemd0",
            "libtinfo.so.5", "libtinfo5");

    private final ChildProcesses children;
    private final BundledServer bundled;
    private final Executables path;

    ServerFinder(ChildProcesses children, BundledServer bundled, Executables path) {
        this.children = children;
        this.bundled = bundled;
        this.path = path;
    }

    static Executables hostPath() {
        return new Executables(Executables.ofHost().path() + ":" + MORE_FOLDERS);
    }

    ServerProgram find() throws IOException, InterruptedException {
        Optional<Path> home = bundled.unpack();
        Optional<ServerProgram> found = home.isPresent()
                ? probe(BundledServer.program(home.get()), home.get(), ServerProgram.Kind.BUNDLED)
                : Optional.empty();
        if (found.isPresent()) {
            return found.get();
        }
        Optional<ServerProgram> installed = installed();
        if (installed.isPresent()) {
            return installed.get();
        }
        throw new IOException(
                "Tried to find a database server but %s, and there is no mariadbd or mysqld on the PATH. %s"
                        .formatted(
                                home.isPresent()
                                        ? whyItDoesNotRun(BundledServer.program(home.get()))
                                        : "MariaDB %s comes for Linux on x86-64 and macOS on ARM only"
                                                .formatted(BundledServer.VERSION),
                                "Install one with: apt install mariadb-server-core   (macOS: brew install mariadb)"));
    }

    private Optional<ServerProgram> installed() throws IOException, InterruptedException {
        List<Path> candidates =
                Stream.of("mariadbd", "mysqld").flatMap(path::findAll).toList();
        for (Path candidate : candidates) {
            Path base = candidate.toRealPath().getParent().getParent();
            Optional<ServerProgram> found = probe(candidate, base, ServerProgram.Kind.MYSQL);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ServerProgram> probe(Path program, Path base, ServerProgram.Kind kind)
            throws IOException, InterruptedException {
        Outcome outcome = version(program);
        Matcher version = VERSION.matcher(outcome.text());
        if (!outcome.succeeded() || !version.find()) {
            return Optional.empty();
        }
        boolean installedMariaDb =
                kind == ServerProgram.Kind.MYSQL && version.group(1).contains("MariaDB");
        return Optional.of(new ServerProgram(
                program, base, installedMariaDb ? ServerProgram.Kind.MARIADB : kind, version.group(1)));
    }

    /** The dynamic linker lists what it can't find when it is asked to, as {@code ldd} does. */
    private String whyItDoesNotRun(Path program) throws IOException, InterruptedException {
        List<String> missing = missingLibraries(run("/usr/bin/env", "LD_TRACE_LOADED_OBJECTS=1", program.toString())
                .text());
        if (missing.isEmpty()) {
            return "%s does not run (%s)".formatted(program, version(program).text());
        }
        List<String> packages = missing.stream()
                .filter(DEBIAN_PACKAGES::containsKey)
                .map(DEBIAN_PACKAGES::get)
                .toList();
        String command = packages.isEmpty() ? "" : " (apt install %s)".formatted(String.join(" ", packages));
        return "%s needs libraries that are missing: %s%s".formatted(program, String.join(", ", missing), command);
    }

    static List<String> missingLibraries(String linkerOutput) {
        return MISSING_LIBRARY
                .matcher(linkerOutput)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private Outcome version(Path program) throws IOException, InterruptedException {
        return run(program.toString(), "--no-defaults", "--version");
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        return children.run(List.of(command), HostEnvironment.minimal(), Path.of("/"), PATIENCE);
    }
}
