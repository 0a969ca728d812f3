package dev.greenroom.cli;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.LiveChange;
import picocli.CommandLine.Command;

@Command(
        name = "rollback",
        description = "Takes the last toggle back: the release that was live before it is live again.")
final class RollbackCommand extends LiveChangeCommand {
    RollbackCommand() {
        super("rollback", "is live again");
    }

    @Override
    LiveChange change(Environment environment) throws InterruptedException {
        return environment.rollBack();
    }
}
