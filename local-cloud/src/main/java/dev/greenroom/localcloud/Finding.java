package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something that the local cloud needs, and whether this machine has it.
 *
 * @param state what was found, or what is wrong
 * @param remedy the command that fixes it, where something is wrong
 */
public record Finding(String what, boolean isGood, String state, Optional<String> remedy) {
    public Finding {
        requireNonNull(what, "what is null");
        requireNonNull(state, "state is null");
    }

    static Finding good(String what, String state) {
        return new Finding(what, true, state, Optional.empty());
    }

    static Finding bad(String what, String state, String remedy) {
        return new Finding(what, false, state, Optional.of(remedy));
    }
}
