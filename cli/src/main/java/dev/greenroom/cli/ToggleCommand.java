package dev.greenroom.cli;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.LiveChange;
import picocli.CommandLine.Command;

@Command(
        name = "toggle",
        description = "Makes the candidate in the green slot live. What was live stays as the way back.")
final class ToggleCommand extends LiveChangeCommand {
    ToggleCommand() {
        super("toggle", "is live now");
    }

    @Override
    LiveChange change(Environment environment) throws InterruptedException {
        return environment.toggle();
    }
}
