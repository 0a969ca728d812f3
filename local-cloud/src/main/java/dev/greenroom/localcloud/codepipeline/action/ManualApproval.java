package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.action.ActionInput.ApprovalRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Tells a topic that somebody has to decide. Who decides is not its business. */
final class ManualApproval implements ActionRunner {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_SUBJECT = 100;

    private final AwsScope scope;
    private final AwsClients clients;

    ManualApproval(AwsScope scope, AwsClients clients) {
        this.scope = scope;
        this.clients = clients;
    }

    @Override
    public Optional<ActionResult> run(ActionInput input, ActionProgress progress) {
        input.text("NotificationArn").ifPresent(topic -> notify(topic, input));
        return Optional.empty();
    }

    private void notify(String topic, ActionInput input) {
        input.role().require("sns:Publish", topic);
        String subject = "APPROVAL NEEDED: AWS CodePipeline %s for action %s"
                .formatted(input.pipeline(), input.action().name());
        clients.sns().publish(publish -> publish.topicArn(topic)
                .subject(subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())))
                .message(message(input)));
    }

    private String message(ActionInput input) {
        ApprovalRequest request = input.approval().orElseThrow();
        String console = "https://console.aws.amazon.com/codepipeline/home?region=%s#/view/%s"
                .formatted(scope.region(), input.pipeline());
        var approval = new LinkedHashMap<String, Object>();
        approval.put("pipelineName", input.pipeline());
        approval.put("stageName", input.stage());
        approval.put("actionName", input.action().name());
        approval.put("token", request.token());
        approval.put("expires", MINUTES.format(request.expires()));
        input.text("ExternalEntityLink").ifPresent(link -> approval.put("externalEntityLink", link));
        approval.put(
                "approvalReviewLink",
                "%s/%s/%s/approve/%s"
                        .formatted(console, input.stage(), input.action().name(), request.token()));
        input.text("CustomData").ifPresent(data -> approval.put("customData", data));
        var message = new LinkedHashMap<String, Object>();
        message.put("region", scope.region());
        message.put("consoleLink", console);
        message.put("approval", approval);
        return Json.write(message);
    }
}
