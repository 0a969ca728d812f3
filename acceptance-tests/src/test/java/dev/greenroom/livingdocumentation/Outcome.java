package dev.greenroom.livingdocumentation;

import io.cucumber.messages.types.TestStepResultStatus;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run showed of a promise, in a reader's words. Where many are told as one, a later one hides an earlier. */
enum Outcome {
    WORKS("Works", "✔"),
    NOT_SHOWN("Not shown in this run", "–"),
    NOT_BUILT_YET("Not built yet", "…"),
    CUT_OFF("Cut off", "✂"),
    BROKEN("Broken", "✘");

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

    static Outcome worst(Stream<Outcome> outcomes) {
        return outcomes.max(Comparator.naturalOrder()).orElse(NOT_SHOWN);
    }

    String words() {
        return words;
    }

    String mark() {
        return mark;
    }

    String cssClass() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
