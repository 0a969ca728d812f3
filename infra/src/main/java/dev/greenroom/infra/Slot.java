package dev.greenroom.infra;

import java.util.Locale;

/** A place that a release runs in. Which one is blue, and so serves end users, changes; its name doesn't. */
public enum Slot {
    A,
    B;

    public Slot other() {
        return this == A ? B : A;
    }

    /** As templates and outputs spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Slot of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
