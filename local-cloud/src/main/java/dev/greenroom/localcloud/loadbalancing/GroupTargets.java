package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.loadbalancing.proxy.Target;
import dev.greenroom.localcloud.loadbalancing.proxy.TargetPool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * The targets of one group: who is registered, how well they are, who drains. Whenever that changes, the pool that the
 * listeners send requests to changes with it. Guarded by its own monitor.
 */
final class GroupTargets implements AutoCloseable {
    private final TargetPool pool = new TargetPool();
    private final Map<TargetKey, RegisteredTarget> targets = new LinkedHashMap<>();
    private final HealthChecker checker;
    private final Pace pace;
    private final Clock clock;
    private TargetSettings settings;
    private boolean inUse;
    private Instant unusedSince = Instant.EPOCH;

    GroupTargets(TargetSettings settings, HealthChecker checker, Pace pace, Clock clock) {
        this.settings = requireNonNull(settings, "settings is null");
        this.checker = requireNonNull(checker, "checker is null");
        this.pace = requireNonNull(pace, "pace is null");
        this.clock = requireNonNull(clock, "clock is null");
        pool.algorithm(settings.algorithm());
    }

    TargetPool pool() {
        return pool;
    }

    synchronized void configure(TargetSettings newSettings) {
        settings = newSettings;
        pool.algorithm(newSettings.algorithm());
        refreshPool();
    }

    /**
     * Only a group that a listener or a rule uses is checked. One that is used again soon, as when two listeners swap
     * their groups, goes on with what its last checks have shown.
     */
    synchronized void use(boolean nowInUse) {
        if (inUse == nowInUse) {
            return;
        }
        inUse = nowInUse;
        if (inUse) {
            startChecks();
        } else {
            unusedSince = clock.instant();
            registered().forEach(RegisteredTarget::cancelNextStep);
        }
    }

    private void startChecks() {
        boolean isOutdated =
                clock.instant().isAfter(unusedSince.plus(settings.healthCheck().interval()));
        for (RegisteredTarget target : registered()) {
            if (isOutdated) {
                target.health = CheckedHealth.registering();
            }
            scheduleCheck(target, Duration.ZERO);
        }
        refreshPool();
    }

    synchronized void register(TargetKey key, String availabilityZone) {
        RegisteredTarget known = targets.get(key);
        if (known != null && !known.draining) {
            return;
        }
        if (known != null) {
            known.cancelNextStep();
        }
        var target = new RegisteredTarget(key, availabilityZone);
        targets.put(key, target);
        if (inUse) {
            scheduleCheck(target, Duration.ZERO);
        }
    }

    /** Takes a target out of rotation at once; it is gone when its requests are through, at the latest with the delay. */
    synchronized void deregister(TargetKey key) {
        RegisteredTarget target = targets.get(key);
        if (target == null || target.draining) {
            return;
        }
        target.cancelNextStep();
        target.draining = true;
        refreshPool();
        if (!inUse) {
            remove(target);
            return;
        }
        target.nextStep = checker.schedule(() -> giveUp(target), settings.deregistrationDelay());
        if (pace.endDrainingWhenIdle()) {
            target.destination.ifPresentOrElse(
                    destination -> pool.whenIdle(destination).thenRun(() -> remove(target)), () -> remove(target));
        }
    }

    synchronized List<DescribedTarget> describe() {
        return targets.values().stream().map(this::describe).toList();
    }

    synchronized DescribedTarget describe(TargetKey key) {
        RegisteredTarget target = targets.get(key);
        return target == null
                ? new DescribedTarget(key, "", settings.healthCheck().portOf(key), Healths.NOT_REGISTERED)
                : describe(target);
    }

    @Override
    public synchronized void close() {
        targets.values().forEach(RegisteredTarget::cancelNextStep);
        targets.clear();
        pool.targets(List.of());
    }

    private DescribedTarget describe(RegisteredTarget target) {
        TargetHealth health = target.draining ? Healths.DRAINING : inUse ? target.health.shown() : Healths.NOT_IN_USE;
        return new DescribedTarget(
                target.key, target.availabilityZone, settings.healthCheck().portOf(target.key), health);
    }

    private void scheduleCheck(RegisteredTarget target, Duration delay) {
        target.cancelNextStep();
        target.nextStep = checker.schedule(() -> check(target), delay);
    }

    private void check(RegisteredTarget target) {
        HealthCheck check;
        synchronized (this) {
            if (!isChecked(target)) {
                return;
            }
            check = settings.healthCheck();
            target.health = target.health.checking();
            checker.addressOf(target.key)
                    .ifPresent(address -> target.goesTo(new Target(target.key.toString(), address)));
        }
        Instant started = clock.instant();
        checker.check(target.key, check).thenAccept(result -> checked(target, result, started));
    }

    private synchronized void checked(RegisteredTarget target, CheckResult result, Instant started) {
        if (!isChecked(target)) {
            return;
        }
        Instant now = clock.instant();
        HealthCheck check = settings.healthCheck();
        target.health = target.health.after(result, check, now);
        refreshPool();
        Duration rest = target.health.interval(check, pace).minus(Duration.between(started, now));
        scheduleCheck(target, rest.isNegative() ? Duration.ZERO : rest);
    }

    private boolean isChecked(RegisteredTarget target) {
        return inUse && !target.draining && targets.get(target.key) == target;
    }

    private synchronized void giveUp(RegisteredTarget target) {
        if (targets.get(target.key) == target) {
            target.destination.ifPresent(pool::cut);
            remove(target);
        }
    }

    private synchronized void remove(RegisteredTarget target) {
        target.cancelNextStep();
        targets.remove(target.key, target);
    }

    private List<RegisteredTarget> registered() {
        return targets.values().stream().filter(target -> !target.draining).toList();
    }

    /** The healthy targets; the unhealthy ones too where too few are healthy, which AWS calls fail open. */
    private void refreshPool() {
        List<RegisteredTarget> registered = registered();
        long healthy = registered.stream()
                .filter(target -> target.health.is(TargetHealthStateEnum.HEALTHY))
                .count();
        boolean failOpen = healthy < settings.minimumHealthy(registered.size());
        List<Target> destinations = registered.stream()
                .filter(target -> target.health.is(TargetHealthStateEnum.HEALTHY)
                        || failOpen && target.health.is(TargetHealthStateEnum.UNHEALTHY))
                .flatMap(target -> target.destination.stream())
                .toList();
        if (!destinations.equals(pool.targets())) {
            pool.targets(destinations);
        }
    }
}
