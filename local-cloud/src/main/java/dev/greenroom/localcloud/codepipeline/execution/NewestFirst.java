package dev.greenroom.localcloud.codepipeline.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The order in which AWS lists what has happened. */
final class NewestFirst {
    private NewestFirst() {}

    static <T> List<T> of(List<T> oldestFirst) {
        var reversed = new ArrayList<>(oldestFirst);
        Collections.reverse(reversed);
        return reversed;
    }
}
