package dev.greenroom.acceptance.drivers;

import java.util.List;

/**
 * A part of the programme.
 *
 * @param performances their addresses
 * @param total how many are on the whole programme
 */
public record ProgrammePage(List<String> performances, long total) {
    public ProgrammePage {
        performances = List.copyOf(performances);
    }
}
