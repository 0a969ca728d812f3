package dev.greenroom.infra.pipeline;

import java.util.Locale;

/** Where an execution, a stage or an action is; CodePipeline's own words, and one for what has not begun. */
public enum Status {
    NOT_STARTED,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    STOPPING,
    STOPPED,
    /** An execution that a newer one overtook in front of a stage. */
    SUPERSEDED,
    CANCELLED,
    /** An action that went on after its execution was stopped. */
    ABANDONED,
    SKIPPED;

    /** @param text as CodePipeline spells it, for example {@code InProgress} */
    static Status of(String text) {
        return valueOf(text.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }

    public boolean isRunning() {
        return this == IN_PROGRESS || this == STOPPING;
    }

    /** Whether nothing more will happen. */
    public boolean isOver() {
        return this != NOT_STARTED && !isRunning();
    }
}
