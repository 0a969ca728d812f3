package dev.greenroom.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands as somebody would by hand, and fails with what they printed. */
final class Shell {
    private static final int LAST_LINES = 20;

    private Shell() {}

    /** @param variables besides those of this process */
    static String run(Path folder, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("greenroom-bench", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            int exitCode = await(process);
            String text = Files.readString(output, StandardCharsets.UTF_8).strip();
            if (exitCode != 0) {
                throw new IllegalStateException("%s ended with %d:%n%s".formatted(command, exitCode, lastLines(text)));
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    private static int await(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
