package dev.greenroom.cli.pipeline;

import dev.greenroom.infra.pipeline.Status;

/** How something is, as one character at the beginning of its line. */
enum Mark {
    DONE("✔", "32"),
    FAILED("✘", "31"),
    RUNNING("▶", "36"),
    ASKING("◆", "33"),
    WAITING("…", "33"),
    ENDED("■", "2"),
    NOT_YET("·", "2");

    private final String symbol;
    private final String colour;

    Mark(String symbol, String colour) {
        this.symbol = symbol;
        this.colour = colour;
    }

    static Mark of(Status status) {
        return switch (status) {
            case NOT_STARTED -> NOT_YET;
            case IN_PROGRESS, STOPPING -> RUNNING;
            case SUCCEEDED -> DONE;
            case FAILED -> FAILED;
            case STOPPED, SUPERSEDED, CANCELLED, ABANDONED, SKIPPED -> ENDED;
        };
    }

    String text(boolean coloured) {
        return coloured ? "\u001b[%sm%s\u001b[0m".formatted(colour, symbol) : symbol;
    }
}
