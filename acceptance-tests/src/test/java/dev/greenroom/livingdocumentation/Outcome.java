package dev.greenroom.livingdocumentation;

import io.cucumber.messages.types.TestStepResultStatus;

/** What a run showed of a promise, in a reader's words. */
enum Outcome {
    WORKS("Works", "✔"),
    BROKEN("Broken", "✘"),
    NOT_BUILT_YET("Not built yet", "…"),
    CUT_OFF("Cut off", "✂"),
    NOT_SHOWN("Not shown in this run", "–");

    private final String words;
    private final String mark;

    Outcome(String words, String mark) {
        this.words = words;
        this.mark = mark;
    }

    static Outcome of(TestStepResultStatus status) {
        return switch (status) {
            case PASSED -> WORKS;
            case FAILED, AMBIGUOUS -> BROKEN;
            case PENDING, UNDEFINED -> NOT_BUILT_YET;
            case SKIPPED, UNKNOWN -> NOT_SHOWN;
        };
    }

    String words() {
        return words;
    }

    String mark() {
        return mark;
    }
}
