package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What would be lost if the local cloud ended now, in words: work that somebody waits for. May be used by several threads. */
public final class Underway {
    private final Consumer<List<String>> listener;
    private final Map<String, String> works = new TreeMap<>();

    /** @param listener is told all that is under way whenever that changes */
    public Underway(Consumer<List<String>> listener) {
        this.listener = requireNonNull(listener, "listener is null");
    }

    /** @param work what it is, and how far: a phrase that replaces the earlier one of this id */
    public synchronized void is(String id, String work) {
        if (!work.equals(works.put(id, work))) {
            listener.accept(List.copyOf(works.values()));
        }
    }

    public synchronized void isOver(String id) {
        if (works.remove(id) != null) {
            listener.accept(List.copyOf(works.values()));
        }
    }
}
