package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.LiveChange;
import dev.greenroom.infra.aws.AwsClients;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = "Takes the last toggle back: the release that was live before it is live again.")
final class RollbackCommand extends ShowcaseCommand {
    @Parameters(
            paramLabel = "ENVIRONMENT",
            arity = "0..1",
            defaultValue = "test",
            description = "Environment (default: ${DEFAULT-VALUE}).")
    private String environmentName = "test";

    @Override
    public Integer call() throws InterruptedException {
        LiveChange change;
        try (CommandLock lock = CommandLock.take(workspace(), "rollback");
                AwsClients aws = aws();
                Progress progress = options().openProgress()) {
            Environment environment = showcase(aws, progress).environment(environmentName);
            requireProvisioned(environment.status());
            change = environment.rollBack();
        }
        LiveChangeReport.print(out(), options(), environmentName, change, "is live again");
        return ExitCode.DONE.code();
    }
}
