package dev.greenroom.cli.bench;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.localcloud.RuntimeChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures rollout, toggle, rollback and memory on a showcase that is up. */
public final class DeliveryBench {
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 64;

    private final Showcase showcase;
    private final ProcessHandle cloud;
    private final RuntimeChoice runtime;

    /** @param runtime what the cloud runs things on */
    public DeliveryBench(Showcase showcase, ProcessHandle cloud, RuntimeChoice runtime) {
        this.showcase = showcase;
        this.cloud = cloud;
        this.runtime = runtime;
    }

    /** @param releases at least two, pushed and not deployed to dev yet; they take turns there */
    public List<Result> rollout(List<Image> releases) throws IOException, InterruptedException {
        Environment dev = showcase.environment("dev");
        var boots = new ArrayList<Duration>();
        var rollouts = new ArrayList<Duration>();
        for (int round = 0; round < ROUNDS; round++) {
            boots.add(bareDev().measure());
            Image release = releases.get(round % releases.size());
            rollouts.add(timed(() -> dev.deploy(release)));
        }
        double boot = seconds(median(boots));
        double rollout = seconds(median(rollouts));
        return List.of(
                Result.told(
                        isInDocker() ? "Bare docker run of the service until ready" : "Bare boot of the service",
                        boot,
                        "s"),
                Result.told("Rollout to dev, from image in the registry to old task gone", rollout, "s"),
                Result.atMost("Rollout next to that", rollout / boot, 2, "times"));
    }

    public List<Result> toggleAndRollback() throws InterruptedException {
        Environment test = showcase.environment("test");
        URI blue = URI.create(test.status().blue().orElseThrow().url());
        var toggles = new ArrayList<Duration>();
        var rollbacks = new ArrayList<Duration>();
        int answered;
        int failed;
        try (Crowd crowd = Crowd.of(CONNECTIONS, blue)) {
            for (int round = 0; round < ROUNDS; round++) {
                toggles.add(timed(test::toggle));
                rollbacks.add(timed(test::rollBack));
            }
            answered = crowd.answered();
            failed = crowd.failed();
        }
        return List.of(
                Result.atMost("Toggle, under %d connections".formatted(CONNECTIONS), seconds(median(toggles)), 1, "s"),
                Result.atMost(
                        "Rollback, under %d connections".formatted(CONNECTIONS), seconds(median(rollbacks)), 1, "s"),
                Result.atMost("Failed requests meanwhile, of %d".formatted(answered + failed), failed, 0, "requests"));
    }

    /** How the engine pushes and pulls; needs docker. */
    public static List<Result> registry(String repository, AwsClients aws) throws IOException, InterruptedException {
        String token =
                aws.ecr().getAuthorizationToken().authorizationData().get(0).authorizationToken();
        return RegistryBench.measure(repository, token);
    }

    /** Resident memory of the local cloud's own JVM. Linux only. */
    public List<Result> memory() throws IOException {
        Path status = Path.of("/proc", String.valueOf(cloud.pid()), "status");
        double mib = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .sum();
        return List.of(Result.atMost("Memory of the local cloud's JVM", mib, 256, "MiB"));
    }

    /** How our load balancer does next to HAProxy; needs haproxy and wrk. */
    public static List<Result> loadBalancer(int seconds, int rounds, int warmUp)
            throws IOException, InterruptedException {
        return LoadBalancerBench.measure(seconds, rounds, warmUp);
    }

    public static Result up(Duration duration) {
        return Result.atMost("From nothing to production (up)", seconds(duration), 60, "s");
    }

    private BareService bareDev() throws IOException, InterruptedException {
        return isInDocker() ? BareContainer.ofDev(cloud) : BareBoot.ofDev(cloud);
    }

    private boolean isInDocker() {
        return runtime == RuntimeChoice.DOCKER;
    }

    private interface Work {
        Object run() throws InterruptedException;
    }

    private static Duration timed(Work work) throws InterruptedException {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
