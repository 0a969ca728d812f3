package dev.greenroom.acceptance.targets;

import dev.greenroom.acceptance.account.Lifecycle;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.permissions.Policy;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account in which a run makes a project of its own, where the usual AWS settings lead to, and deletes it. */
final class LifecycleTarget implements Target {
    private final Lifecycle lifecycle;
    private final UsualAccess usual;

    private LifecycleTarget(Lifecycle lifecycle, UsualAccess usual) {
        this.lifecycle = lifecycle;
        this.usual = usual;
    }

    /** @throws DeploymentException when it must not begin */
    static LifecycleTarget begin(Lifecycle lifecycle) {
        var target = new LifecycleTarget(lifecycle, new UsualAccess());
        lifecycle.begin(target.access(), System.out);
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
        return Optional.of(lifecycle.project());
    }

    @Override
    public String environment() {
        return "dev";
    }

    @Override
    public String commit() {
        return "";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public List<Policy> policies() {
        return List.of(Policy.provisioning(), Policy.features());
    }

    @Override
    public void leave(Plan.Step tearDown) throws InterruptedException {
        tearDown.run();
    }

    @Override
    public void close() {
        usual.close();
    }
}
