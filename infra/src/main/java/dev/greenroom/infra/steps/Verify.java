package dev.greenroom.infra.steps;

import dev.greenroom.infra.Image;
import dev.greenroom.infra.ReleaseCheck;
import dev.greenroom.infra.aws.AwsClients;
import java.io.PrintStream;

/** Stands between approval and toggle: what was tested goes live, or nothing. */
final class Verify {
    private final BuildVariables variables;
    private final AwsClients aws;
    private final PrintStream out;

    Verify(BuildVariables variables, AwsClients aws, PrintStream out) {
        this.variables = variables;
        this.aws = aws;
        this.out = out;
    }

    void run() {
        var green = variables.slot("GREEN_SLOT");
        var image = Image.parse(variables.get("IMAGE"));
        new ReleaseCheck(variables.get("PROJECT"), "test", aws)
                .verify(variables.slot("LIVE_SLOT"), green, image, variables.get("TESTED_TASKDEF"));
        out.printf("Slot %s still holds what was tested, %s, and can serve%n", green, image);
    }
}
