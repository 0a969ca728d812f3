package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.StackState;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which slot, as the load balancer's stack says.
 *
 * @param before the image that was live before the last toggle, if that was not taken back
 * @param greenUrl null where there is no green slot
 */
record Traffic(
        Slot live,
        @Nullable Image before,
        String blueUrl,
        @Nullable String greenUrl) {
    private static final String NO_IMAGE = "none";

    Traffic {
        requireNonNull(live, "live is null");
        requireNonNull(blueUrl, "blueUrl is null");
    }

    /** Whether the load balancer was ever completely made. */
    static boolean isKnown(StackState loadBalancer) {
        return loadBalancer.outputs().containsKey("LiveSlot");
    }

    static Traffic of(StackState loadBalancer) {
        var before = loadBalancer.output("RollbackImage");
        return new Traffic(
                Slot.of(loadBalancer.output("LiveSlot")),
                before.equals(NO_IMAGE) ? null : Image.parse(before),
                loadBalancer.output("BlueUrl"),
                loadBalancer.outputs().get("GreenUrl"));
    }

    /** The parameters that make a slot live. */
    static Map<String, String> toward(Slot live, Optional<Image> before) {
        return Map.of(
                "LiveSlot",
                live.toString(),
                "RollbackImage",
                before.map(Image::toString).orElse(""));
    }

    Role role(Slot slot) {
        return slot == live ? Role.BLUE : Role.GREEN;
    }

    Optional<Slot> slot(Role role) {
        return url(role).map(url -> role == Role.BLUE ? live : live.other());
    }

    Optional<String> url(Role role) {
        return Optional.ofNullable(role == Role.BLUE ? blueUrl : greenUrl);
    }

    Optional<Image> rollbackImage() {
        return Optional.ofNullable(before);
    }
}
