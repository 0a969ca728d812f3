package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

/** End users moved from one slot to the other. */
public record LiveChange(Slot from, Slot to, Image image) {
    public LiveChange {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(image, "image is null");
    }
}
