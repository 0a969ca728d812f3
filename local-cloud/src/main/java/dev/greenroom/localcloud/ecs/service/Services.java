package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The services of a region: those that live, and for an hour those that were deleted. Callers hold this object's
 * monitor for as long as they work with an entry.
 */
final class Services {
    private static final Duration INACTIVE_KEPT = Duration.ofHours(1);

    private final EcsArns arns;
    private final Clock clock;
    private final Map<String, ServiceEntry> byArn = new TreeMap<>();

    Services(EcsArns arns, Clock clock) {
        this.arns = arns;
        this.clock = clock;
    }

    void put(ServiceEntry service) {
        byArn.put(service.arn(), service);
    }

    Optional<ServiceEntry> find(String clusterArn, String nameOrArn) {
        forgetLongInactive();
        return Optional.ofNullable(byArn.get(arns.service(EcsArns.nameOf(clusterArn), EcsArns.nameOf(nameOrArn))));
    }

    ServiceEntry requireActive(String clusterArn, @Nullable String nameOrArn) {
        if (nameOrArn == null) {
            throw EcsErrors.invalidParameter("Service should not be null or empty.");
        }
        ServiceEntry service = find(clusterArn, nameOrArn).orElseThrow(EcsErrors::serviceNotFound);
        if (service.status() != ServiceStatus.ACTIVE) {
            throw EcsErrors.serviceNotActive();
        }
        return service;
    }

    List<ServiceEntry> all() {
        forgetLongInactive();
        return List.copyOf(byArn.values());
    }

    /** Those that have, or should have, tasks. */
    List<ServiceEntry> live() {
        return all().stream()
                .filter(service -> service.status() != ServiceStatus.INACTIVE)
                .toList();
    }

    private void forgetLongInactive() {
        Instant oldest = clock.instant().minus(INACTIVE_KEPT);
        byArn.values().removeIf(service -> service.inactiveSince()
                .filter(since -> since.isBefore(oldest))
                .isPresent());
    }
}
