package dev.greenroom.acceptance.targets;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.ShowcaseSettings;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackListener;

/**
 * The environment that a run was asked to look at.
 *
 * @param commit of the release that must answer, or its beginning; empty when any will do
 */
record DeployedEnvironment(String project, String environment, String commit) {
    DeployedEnvironment {
        requireNonNull(project, "project is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(commit, "commit is null");
    }

    /** @throws DeploymentException when nothing could answer there */
    void check(AwsAccess access) {
        try (var aws = AwsClients.of(access)) {
            var showcase =
                    new Showcase(new ShowcaseSettings(project, "aws"), InfraFiles.builtIn(), aws, StackListener.SILENT);
            var status = showcase.environment(environment).status();
            var blue = status.blue().orElseThrow(() -> problem("it is not provisioned in " + access.region()));
            var release = blue.release().orElseThrow(() -> problem("no release was deployed to it"));
            release.obstacle().ifPresent(obstacle -> {
                throw problem("its release can't serve: " + obstacle);
            });
        }
    }

    private DeploymentException problem(String reason) {
        return new DeploymentException(
                "Tried to look at %s of project %s but %s".formatted(environment, project, reason));
    }
}
