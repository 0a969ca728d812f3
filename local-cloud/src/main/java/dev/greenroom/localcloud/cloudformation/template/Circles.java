package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what depends on itself. */
final class Circles {
    private Circles() {}

    /** What is left when everything that needs nothing, and everything that nothing needs, is taken away. */
    static List<String> find(Map<String, Set<String>> needs) {
        var left = new LinkedHashSet<>(needs.keySet());
        boolean shrunk;
        do {
            shrunk = left.removeIf(name -> Collections.disjoint(needs.get(name), left)
                    || left.stream().noneMatch(other -> needs.get(other).contains(name)));
        } while (shrunk);
        return List.copyOf(left);
    }
}
