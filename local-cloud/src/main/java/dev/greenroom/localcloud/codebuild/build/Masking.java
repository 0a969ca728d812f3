package dev.greenroom.localcloud.codebuild.build;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Replaces the values of secrets in lines of a log. */
final class Masking {
    static final String MASK = "***";

    /** Shorter ones are in every other word. */
    private static final int SHORTEST = 3;

    private final List<String> secrets = new CopyOnWriteArrayList<>();

    /** A secret of several lines appears line by line. */
    void add(Collection<String> values) {
        values.stream()
                .flatMap(String::lines)
                .filter(line -> line.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(secrets::add);
    }

    String apply(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
