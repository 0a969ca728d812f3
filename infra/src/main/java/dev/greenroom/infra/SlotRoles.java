package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which slot is live and which gets a candidate, at one moment.
 *
 * @param greenUrl where to look at the candidate
 * @param live the image that end users get, null when they get none yet
 */
public record SlotRoles(
        Slot blue, Slot green, String greenUrl, @Nullable Image live) {
    public SlotRoles {
        requireNonNull(blue, "blue is null");
        requireNonNull(green, "green is null");
        requireNonNull(greenUrl, "greenUrl is null");
    }

    public Optional<Image> liveImage() {
        return Optional.ofNullable(live);
    }
}
