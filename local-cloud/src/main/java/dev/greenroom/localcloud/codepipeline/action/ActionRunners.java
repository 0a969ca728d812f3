package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.definition.ActionKind;
import java.util.Map;

/** What runs each kind of action. */
public final class ActionRunners {
    private ActionRunners() {}

    public static Map<ActionKind, ActionRunner> of(AwsScope scope, AwsClients clients) {
        var artifacts = new Artifacts(clients);
        var build = new CodeBuildAction(scope, clients);
        return Map.of(
                ActionKind.CODECOMMIT_SOURCE, new CodeCommitSource(scope, clients, artifacts),
                ActionKind.S3_SOURCE, new S3Source(scope, clients),
                ActionKind.CODEBUILD_BUILD, build,
                ActionKind.CODEBUILD_TEST, build,
                ActionKind.CLOUDFORMATION, new CloudFormationAction(scope, clients, artifacts),
                ActionKind.MANUAL_APPROVAL, new ManualApproval(scope, clients));
    }
}
