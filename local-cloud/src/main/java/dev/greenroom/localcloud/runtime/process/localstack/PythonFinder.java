package dev.greenroom.localcloud.runtime.process.localstack;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.Outcome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for a Python 3.12 or newer: on the path, then where pyenv, uv and Homebrew put them. */
public final class PythonFinder {
    static final String ADVICE = """
            Install one with
                apt install python3.12 python3.12-venv    (or newer; Debian, Ubuntu)
                brew install python@3.13                  (macOS)
                uv python install 3.13                    (anywhere, without root)""";

    private static final int OLDEST_MINOR = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Those that LocalStack itself is tested with come first. */
    private static final List<String> NAMES = List.of("python3.13", "python3.12", "python3.14", "python3", "python");

    private static final String PROBE = "import sys, importlib.util as u; print('Python', *sys.version_info[:3],"
            + " all(u.find_spec(m) for m in ('venv', 'ensurepip')))";
    private static final Pattern ANSWER = Pattern.compile("Python (\\d+) (\\d+) (\\d+) (True|False)");

    private final ChildProcesses children;
    private final Map<String, String> environment;
    private final List<Path> systemFolders;

    public PythonFinder(ChildProcesses children) {
        this(children, System.getenv(), List.of(Path.of("/opt/homebrew/opt"), Path.of("/usr/local/opt")));
    }

    PythonFinder(ChildProcesses children, Map<String, String> environment, List<Path> systemFolders) {
        this.children = children;
        this.environment = environment;
        this.systemFolders = systemFolders;
    }

    /** What was found, the first that can make environments before those that can't. */
    public Search find() throws IOException, InterruptedException {
        List<String> rejected = new ArrayList<>();
        Optional<Python> second = Optional.empty();
        for (Path candidate : candidates()) {
            Optional<Python> python = probe(candidate, rejected);
            if (python.isPresent() && python.get().canMakeEnvironments()) {
                return new Search(python, rejected);
            }
            second = second.or(() -> python);
        }
        return new Search(second, rejected);
    }

    private Collection<Path> candidates() throws IOException {
        LinkedHashSet<Path> candidates = new LinkedHashSet<>();
        Executables path = new Executables(environment.getOrDefault("PATH", ""));
        NAMES.forEach(name -> path.findAll(name).forEach(candidates::add));
        for (Path folder : versionFolders()) {
            NAMES.forEach(name -> candidates.add(folder.resolve("bin").resolve(name)));
        }
        candidates.removeIf(candidate -> !Executables.isProgram(candidate));
        return candidates;
    }

    /** Folders of one installed Python each, newest first. */
    private List<Path> versionFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        Optional<Path> home = Optional.ofNullable(environment.get("HOME")).map(Path::of);
        Optional<Path> pyenv = Optional.ofNullable(environment.get("PYENV_ROOT"))
                .map(Path::of)
                .or(() -> home.map(folder -> folder.resolve(".pyenv")));
        if (pyenv.isPresent()) {
            folders.addAll(subfolders(pyenv.get().resolve("versions"), "3.*"));
        }
        if (home.isPresent()) {
            folders.addAll(subfolders(home.get().resolve(".local/share/uv/python"), "cpython-3.*"));
        }
        for (Path folder : systemFolders) {
            folders.addAll(subfolders(folder, "python@3.*"));
        }
        return folders;
    }

    private static List<Path> subfolders(Path parent, String pattern) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, pattern)) {
                entries.forEach(folders::add);
            }
        }
        folders.sort(Comparator.comparing(Path::toString).reversed());
        return folders;
    }

    /** A shim of pyenv or a stub of macOS looks like a Python until it is asked. */
    private Optional<Python> probe(Path program, List<String> rejected) throws IOException, InterruptedException {
        Outcome outcome = children.run(
                List.of(program.toString(), "-I", "-c", PROBE), HostEnvironment.minimal(), Path.of("/"), PATIENCE);
        Matcher answer = ANSWER.matcher(outcome.text());
        if (!outcome.succeeded() || !answer.find()) {
            return Optional.empty();
        }
        String version = "%s.%s.%s".formatted(answer.group(1), answer.group(2), answer.group(3));
        if (!answer.group(1).equals("3") || Integer.parseInt(answer.group(2)) < OLDEST_MINOR) {
            rejected.add("%s (%s)".formatted(program, version));
            return Optional.empty();
        }
        return Optional.of(new Python(program, version, Boolean.parseBoolean(answer.group(4))));
    }

    /** @param tooOld those that were seen but are too old */
    public record Search(Optional<Python> python, List<String> tooOld) {
        public Search {
            tooOld = List.copyOf(tooOld);
        }

        /** What to do when there is none. */
        public String advice() {
            String seen = tooOld.isEmpty() ? "none was found" : "too old: " + String.join(", ", tooOld);
            return "Python 3.12 or newer is missing (%s). %s".formatted(seen, ADVICE);
        }
    }
}
