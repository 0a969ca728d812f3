package dev.greenroom.acceptance.targets;

import dev.greenroom.acceptance.account.AwsIdentity;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.permissions.Policy;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** An environment that is deployed already, where the usual AWS settings lead to. */
final class AwsTarget implements Target {
    private final DeployedEnvironment deployed;
    private final UsualAccess usual;

    private AwsTarget(DeployedEnvironment deployed, UsualAccess usual) {
        this.deployed = deployed;
        this.usual = usual;
    }

    /**
     * @param account that was meant; empty when any will do
     * @throws DeploymentException when it can't be asked, or nothing could answer there
     */
    static AwsTarget find(DeployedEnvironment deployed, String account) {
        var target = new AwsTarget(deployed, new UsualAccess());
        var identity = AwsIdentity.of(target.access());
        System.out.printf("Looking at %s of project %s in %s%n", deployed.environment(), deployed.project(), identity);
        identity.requireAccount(account);
        try {
            deployed.check(target.access());
        } catch (SdkException failed) {
            throw new DeploymentException(
                    "Tried to look at %s of project %s but AWS could not be asked, or refused: %s"
                            .formatted(deployed.environment(), deployed.project(), failed.getMessage()),
                    failed);
        }
        return target;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public AwsAccess access() {
        return usual.access();
    }

    @Override
    public Optional<String> project() {
        return Optional.of(deployed.project());
    }

    @Override
    public String environment() {
        return deployed.environment();
    }

    @Override
    public String commit() {
        return deployed.commit();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public List<Policy> policies() {
        return List.of(Policy.deployedFeatures());
    }

    /** It was there before. */
    @Override
    public void leave(Plan.Step tearDown) {}

    @Override
    public void close() {
        usual.close();
    }
}
