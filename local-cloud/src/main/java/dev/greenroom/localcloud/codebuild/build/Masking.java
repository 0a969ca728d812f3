package dev.greenroom.localcloud.codebuild.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Replaces the values of secrets in lines of a log. */
final class Masking {
    static final String MASK = "***";

    /** Shorter ones are in every other word. */
    private static final int SHORTEST = 3;

    private volatile List<String> secrets = List.of();

    /** A secret of several lines appears line by line. */
    synchronized void add(Collection<String> values) {
        List<String> more = new ArrayList<>(secrets);
        values.stream()
                .flatMap(String::lines)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(more::add);
        more.sort(Comparator.comparingInt(String::length).reversed()); // one may be a part of another
        secrets = List.copyOf(more);
    }

    String apply(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
