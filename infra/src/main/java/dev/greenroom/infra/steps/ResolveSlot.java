package dev.greenroom.infra.steps;

import dev.greenroom.infra.Image;
import dev.greenroom.infra.ReleaseCheck;
import dev.greenroom.infra.aws.AwsClients;
import java.util.Map;

/** Which slot gets the candidate: asked when the stage is entered, since nobody else gets in until it is left. */
final class ResolveSlot {
    private final BuildVariables variables;
    private final AwsClients aws;
    private final Exports exports;

    ResolveSlot(BuildVariables variables, AwsClients aws, Exports exports) {
        this.variables = variables;
        this.aws = aws;
        this.exports = exports;
    }

    void run() {
        var roles = new ReleaseCheck(variables.get("PROJECT"), "test", aws).resolve();
        exports.write(Map.of(
                "LIVE_SLOT", roles.blue().toString(),
                "GREEN_SLOT", roles.green().toString(),
                "GREEN_URL", roles.greenUrl(),
                // The load balancer's stack takes this word for no image: a variable can't be empty.
                "PREVIOUS_IMAGE", roles.liveImage().map(Image::toString).orElse("none")));
    }
}
