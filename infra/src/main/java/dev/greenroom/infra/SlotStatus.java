package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot, its role and what runs in it.
 *
 * @param url where that role is served
 * @param runs null when the slot has no release
 */
public record SlotStatus(
        Slot slot, Role role, String url, @Nullable ReleaseStatus runs) {
    public SlotStatus {
        requireNonNull(slot, "slot is null");
        requireNonNull(role, "role is null");
        requireNonNull(url, "url is null");
    }

    public Optional<ReleaseStatus> release() {
        return Optional.ofNullable(runs);
    }
}
