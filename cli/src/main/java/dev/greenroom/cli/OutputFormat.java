package dev.greenroom.cli;

/** What standard output holds. */
public enum OutputFormat {
    TEXT,
    JSON
}
