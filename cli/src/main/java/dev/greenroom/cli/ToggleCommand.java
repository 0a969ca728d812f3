package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.LiveChange;
import dev.greenroom.infra.aws.AwsClients;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "toggle",
        description = "Makes the candidate in the green slot live. What was live stays as the way back.")
final class ToggleCommand extends ShowcaseCommand {
    @Parameters(
            paramLabel = "ENVIRONMENT",
            arity = "0..1",
            defaultValue = "test",
            description = "Environment (default: ${DEFAULT-VALUE}).")
    private String environmentName = "test";

    @Override
    public Integer call() throws InterruptedException {
        LiveChange change;
        try (CommandLock lock = CommandLock.take(workspace(), "toggle");
                AwsClients aws = aws();
                Progress progress = options().openProgress()) {
            Environment environment = showcase(aws, progress).environment(environmentName);
            requireProvisioned(environment.status());
            change = environment.toggle();
        }
        LiveChangeReport.print(out(), options(), environmentName, change, "is live now");
        return ExitCode.DONE.code();
    }
}
