package dev.greenroom.infra.steps;

import dev.greenroom.infra.Image;
import dev.greenroom.infra.ReleaseCheck;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import java.io.PrintStream;
import java.util.Map;

/** Asks the candidate, through the listener for testers, whether it is the right one and does its work at all. */
final class SmokeTest {
    private static final String PERFORMANCE =
            "{\"title\": \"Smoke test\", \"venue\": \"Green room\", \"startsAt\": \"2030-01-01T20:00:00Z\"}";

    private final BuildVariables variables;
    private final AwsClients aws;
    private final Exports exports;
    private final PrintStream out;

    SmokeTest(BuildVariables variables, AwsClients aws, Exports exports, PrintStream out) {
        this.variables = variables;
        this.aws = aws;
        this.exports = exports;
        this.out = out;
    }

    void run() throws InterruptedException {
        var check = new ReleaseCheck(variables.get("PROJECT"), "test", aws);
        var slot = variables.slot("GREEN_SLOT");
        var green = check.resolve();
        if (green.green() != slot) {
            throw new DeploymentException(
                    "Tried to test the candidate in slot %s but that slot is live by now".formatted(slot));
        }
        var image = Image.parse(variables.get("IMAGE"));
        var tested = check.taskDefinition(slot);
        var service = new CandidateService(green.greenUrl(), out);
        service.expect("GET", "/actuator/health/readiness", 200).has("status", "UP");
        service.expect("GET", "/", 200).has("commit", variables.get("COMMIT")).has("slot", slot.toString());
        var made = service.send("POST", "/performances", PERFORMANCE, 201).text("id");
        try {
            service.expect("GET", "/performances/" + made, 200).has("title", "Smoke test");
        } finally {
            // End users see it too, since the slots share a database.
            service.expect("DELETE", "/performances/" + made, 204);
        }
        service.expect("GET", "/performances/" + made, 404);
        // It was the same from beginning to end.
        check.verify(slot.other(), slot, image, tested);
        exports.write(Map.of("TESTED_TASKDEF", tested));
    }
}
