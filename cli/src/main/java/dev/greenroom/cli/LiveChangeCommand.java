package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.LiveChange;
import dev.greenroom.infra.aws.AwsClients;
import java.util.LinkedHashMap;
import picocli.CommandLine.Parameters;

/** Moves end users from one slot to the other, and tells where they are. */
abstract class LiveChangeCommand extends ShowcaseCommand {
    @Parameters(
            paramLabel = "ENVIRONMENT",
            arity = "0..1",
            defaultValue = "test",
            description = "Environment (default: ${DEFAULT-VALUE}).")
    private String environmentName = "test";

    private final String verb;
    private final String outcome;

    /** @param outcome what the slot that end users get is afterwards: {@code is live now} */
    LiveChangeCommand(String verb, String outcome) {
        this.verb = verb;
        this.outcome = outcome;
    }

    abstract LiveChange change(Environment environment) throws InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        LiveChange change;
        try (CommandLock lock = CommandLock.take(workspace(), verb);
                AwsClients aws = aws();
                Progress progress = options().openProgress()) {
            Environment environment = showcase(aws, progress).environment(environmentName);
            requireProvisioned(environment.status());
            change = change(environment);
        }
        report(change);
        return ExitCode.DONE.code();
    }

    private void report(LiveChange change) {
        if (options().wantsJson()) {
            var result = new LinkedHashMap<String, Object>();
            result.put("environment", environmentName);
            result.put("live", change.to().toString());
            result.put("before", change.from().toString());
            result.put("image", change.image().toString());
            Report.json(out(), result);
        } else {
            out().println("Slot %s of %s %s: %s"
                    .formatted(
                            change.to(),
                            environmentName,
                            outcome,
                            change.image().digest()));
        }
    }
}
