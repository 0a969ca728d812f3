package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.cli.progress.ProgressMode;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class GlobalOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "What standard output holds: ${COMPLETION-CANDIDATES}.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--progress",
            paramLabel = "auto|tty|plain|none",
            defaultValue = "AUTO",
            description = "How progress is shown on standard error: ${COMPLETION-CANDIDATES}.")
    private ProgressMode progress = ProgressMode.AUTO;

    boolean wantsJson() {
        return output == OutputFormat.JSON;
    }

    Progress openProgress() {
        return progress.open(System.err, isTerminal(), System.getenv());
    }

    /** Whether a picture on standard output is redrawn in place. */
    boolean redraws() {
        return progress.redraws(isTerminal(), System.getenv());
    }

    /** Whether standard output may be coloured. */
    boolean paints() {
        return redraws() && !System.getenv().containsKey("NO_COLOR");
    }

    private static boolean isTerminal() {
        return System.console() != null;
    }
}
