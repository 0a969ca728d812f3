package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.loadbalancing.proxy.Target;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A target from its registration to the end of its draining. Guarded by the monitor of its {@link GroupTargets}. */
final class RegisteredTarget {
    final TargetKey key;
    final String availabilityZone;
    CheckedHealth health = CheckedHealth.registering();
    boolean draining;
    /** Where its requests go, once that is known. */
    Optional<Target> destination = Optional.empty();
    /** The next check, or the end of draining. */
    @Nullable
    Future<?> nextStep;

    RegisteredTarget(TargetKey key, String availabilityZone) {
        this.key = requireNonNull(key, "key is null");
        this.availabilityZone = requireNonNull(availabilityZone, "availabilityZone is null");
    }

    void goesTo(Target newDestination) {
        destination = Optional.of(newDestination);
    }

    void cancelNextStep() {
        if (nextStep != null) {
            nextStep.cancel(false);
        }
    }
}
