package dev.greenroom.acceptance.targets;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.permissions.Policy;
import dev.greenroom.infra.stacks.Plan;
import dev.greenroom.localcloud.LocalCloud;
import dev.greenroom.localcloud.LocalCloudOptions;
import dev.greenroom.localcloud.RuntimeChoice;
import dev.greenroom.localcloud.aws.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A local cloud of this run's own, on free ports: it disturbs none that is up. */
final class LocalTarget implements Target {
    /** Some scenario waits until there is no time left for a decision. */
    private static final Duration DECISION_MINUTE = Duration.ofSeconds(2);

    private final LocalCloud cloud;
    private final RuntimeChoice.Decision runtime;

    private LocalTarget(LocalCloud cloud, RuntimeChoice.Decision runtime) {
        this.cloud = cloud;
        this.runtime = runtime;
    }

    static LocalTarget start() throws IOException, InterruptedException {
        RuntimeChoice.Decision runtime = RuntimeChoice.ofEnvironment().decide();
        LocalCloudOptions options = LocalCloudOptions.defaults()
                .withRuntime(runtime.runtime())
                .withPace(Pace.rehearsal().withDecisionMinute(DECISION_MINUTE));
        return new LocalTarget(LocalCloud.start(options), runtime);
    }

    @Override
    public String description() {
        return runtime.runtime() == RuntimeChoice.DOCKER
                ? "local, " + runtime.how()
                : "local, %s (so Docker mode was not tested)".formatted(runtime.how());
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public AwsAccess access() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        return new AwsAccess(cloud.endpoint(), Region.EU_CENTRAL_1, credentials);
    }

    @Override
    public Optional<String> project() {
        return Optional.empty();
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
        return Map.of("BluePort", FreePorts.next(), "GreenPort", FreePorts.next());
    }

    /** What AWS would have to allow. */
    @Override
    public List<Policy> policies() {
        return List.of(Policy.provisioning(), Policy.features());
    }

    /** All of it ends with the cloud. */
    @Override
    public void leave(Plan.Step tearDown) {}

    @Override
    public void close() {
        cloud.close();
    }
}
