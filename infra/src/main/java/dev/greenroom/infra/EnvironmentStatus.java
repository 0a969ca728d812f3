package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment at one moment.
 *
 * @param slots blue first; none while the environment has no load balancer
 * @param before the image that a rollback returns to; null when there is none
 */
public record EnvironmentStatus(
        String name, List<SlotStatus> slots, @Nullable Image before) {
    public EnvironmentStatus {
        requireNonNull(name, "name is null");
        slots = List.copyOf(slots);
    }

    public boolean isProvisioned() {
        return !slots.isEmpty();
    }

    public Optional<SlotStatus> blue() {
        return slots.stream().filter(slot -> slot.role() == Role.BLUE).findFirst();
    }

    public Optional<SlotStatus> green() {
        return slots.stream().filter(slot -> slot.role() == Role.GREEN).findFirst();
    }

    public Optional<Image> rollbackImage() {
        return Optional.ofNullable(before);
    }
}
