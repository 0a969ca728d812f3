package dev.greenroom.localcloud.runtime.process.localstack;

import dev.greenroom.localcloud.runtime.process.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says why LocalStack could not be installed and what to do, from what the installer printed. */
final class InstallFailure {
    private static final int LINES = 12;
    private static final List<String> NETWORK = List.of(
            "could not find a version",
            "no solution found",
            "failed to fetch",
            "dns error",
            "name resolution",
            "connection refused",
            "connecterror",
            "max retries exceeded",
            "timed out",
            "certificate");

    private InstallFailure() {}

    static String explain(String command, Path folder, Outcome outcome) {
        return "Tried to install LocalStack %s but \"%s\" ended with exit code %d: %s Its last lines:\n%s"
                .formatted(
                        Installer.VERSION, command, outcome.exitCode(), reason(folder, outcome.text()), tail(outcome));
    }

    static String withoutEnsurePip(Python python) {
        String minor = python.version().substring(0, python.version().lastIndexOf('.'));
        return ("Tried to install LocalStack %s with %s but it can't make environments: \"ensurepip\" is missing."
                        + " Install it with: apt install python%s-venv, or put uv on the PATH:"
                        + " https://docs.astral.sh/uv/getting-started/installation")
                .formatted(Installer.VERSION, python.program(), minor);
    }

    private static String reason(Path folder, String output) {
        String text = output.toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("os error 28") || text.contains("errno 28")) {
            return "the disk of %s is full, 1 GB is needed. Free some and start again.".formatted(folder);
        }
        if (text.contains("permission denied")) {
            return "%s may not be written. Give it to yourself: chown -R $(id -u) %s".formatted(folder, folder);
        }
        if (NETWORK.stream().anyMatch(text::contains)) {
            return "the package registry can't be reached or lacks a package. Check the network, HTTPS_PROXY and"
                    + " your registry (pip config list, UV_INDEX_URL) and start again.";
        }
        return "nothing known is wrong; what it printed says more.";
    }

    private static String tail(Outcome outcome) {
        List<String> lines = outcome.lastLines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
