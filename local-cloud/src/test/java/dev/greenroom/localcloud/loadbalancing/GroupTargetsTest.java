package dev.greenroom.localcloud.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.loadbalancing.proxy.Target;
import dev.greenroom.localcloud.loadbalancing.proxy.TargetPool;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class GroupTargetsTest {
    private static final HealthCheck CHECK = new HealthCheck(
            "/health",
            Optional.empty(),
            Duration.ofMillis(50),
            Duration.ofMillis(40),
            2,
            2,
            StatusMatcher.parse("200"));

    private final TaskNetwork network = new TaskNetwork();
    private final HealthChecker checker = new HealthChecker(network);
    private final Backend backend = new Backend("a");

    @AfterEach
    void close() {
        checker.close();
        backend.close();
    }

    @Test
    void draining_lasts_as_long_as_the_delay_where_the_pace_is_that_of_aws() {
        GroupTargets targets = targets(1, 0, Duration.ofMillis(200), new Pace(Duration.ofMillis(10), false));
        TargetKey target = healthy(targets, 1);

        targets.deregister(target);

        assertThat(targets.describe(target).health().state()).isEqualTo(TargetHealthStateEnum.DRAINING);
        assertThat(targets.pool().targets()).isEmpty();
        await().until(() -> targets.describe().isEmpty());
    }

    @Test
    void a_target_that_nobody_listens_as_times_out() {
        GroupTargets targets = targets(1, 0, Duration.ZERO, new Pace(Duration.ofMillis(10), true));
        targets.use(true);
        var nobody = new TargetKey("172.31.0.99", 8080);
        targets.register(nobody, "eu-west-1a");

        await().until(() -> targets.describe(nobody).health().reason() == TargetHealthReasonEnum.TARGET_TIMEOUT);
        assertThat(targets.pool().targets()).isEmpty();
    }

    @Test
    void unhealthy_targets_get_requests_when_none_is_healthy() {
        GroupTargets targets = targets(1, 0, Duration.ZERO, new Pace(Duration.ofMillis(10), true));
        backend.healthStatus = 500;
        targets.use(true);
        TargetKey target = register(targets, 1);
        assertThat(targets.pool().targets()).isEmpty();

        await().until(() -> targets.describe(target).health().state() == TargetHealthStateEnum.UNHEALTHY);

        assertThat(targets.pool().targets()).extracting(Target::key).containsExactly("172.31.0.1:8080");
    }

    @Test
    void unhealthy_targets_get_requests_when_too_few_are_healthy() {
        GroupTargets targets = targets(1, 60, Duration.ZERO, new Pace(Duration.ofMillis(10), true));
        healthy(targets, 1);
        healthy(targets, 2);
        TargetKey third = healthy(targets, 3);
        Target reached = targets.pool().targets().get(2);

        try (var sick = new Backend("sick")) {
            sick.healthStatus = 500;
            network.attach(third.ip(), third.port(), sick.address());
            await().until(() -> targets.describe(third).health().state() == TargetHealthStateEnum.UNHEALTHY);
            assertThat(targets.pool().targets()).hasSize(2).doesNotContain(reached);

            network.attach("172.31.0.2", 8080, sick.address());
            await().until(() -> targets.pool().targets().size() == 3);
        }
    }

    @Test
    void checks_of_fifty_targets_go_on_side_by_side() {
        GroupTargets targets = targets(1, 0, Duration.ZERO, new Pace(Duration.ofMillis(10), true));
        targets.use(true);
        IntStream.rangeClosed(1, 50).forEach(number -> register(targets, number));

        await().until(() -> targets.pool().targets().size() == 50);
        targets.close();
    }

    @Test
    void swapping_groups_back_and_forth_does_not_multiply_the_checks() {
        GroupTargets targets = targets(1, 0, Duration.ZERO, new Pace(Duration.ofMillis(10), true));
        healthy(targets, 1);
        for (int swap = 0; swap < 100; swap++) {
            targets.use(false);
            targets.use(true);
        }
        var last = new AtomicInteger();

        await().pollInterval(Duration.ofMillis(100))
                .during(Duration.ofMillis(300))
                .until(() -> {
                    int checks = backend.healthChecks.size();
                    return checks - last.getAndSet(checks) <= 5;
                });
    }

    private TargetKey healthy(GroupTargets targets, int number) {
        targets.use(true);
        TargetKey key = register(targets, number);
        await().until(() -> targets.describe(key).health().state() == TargetHealthStateEnum.HEALTHY);
        return key;
    }

    private TargetKey register(GroupTargets targets, int number) {
        var key = new TargetKey("172.31.0." + number, 8080);
        network.attach(key.ip(), key.port(), backend.address());
        targets.register(key, "eu-west-1a");
        return key;
    }

    private GroupTargets targets(int minimumHealthy, int minimumPercent, Duration delay, Pace pace) {
        var settings =
                new TargetSettings(CHECK, delay, TargetPool.Algorithm.ROUND_ROBIN, minimumHealthy, minimumPercent);
        return new GroupTargets(settings, checker, pace, Clock.systemUTC());
    }
}
