package dev.greenroom.localcloud.logs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;

/** The metric filters of one region, those of a log group sorted by name. */
final class MetricFilters {
    /** AWS's quota for a log group. */
    private static final int LIMIT = 100;

    private final Map<String, Map<String, CountingFilter>> byGroup = new ConcurrentHashMap<>();

    /** Adds a filter, or replaces one; only events that come later count. */
    void put(MetricFilter described) {
        CountingFilter filter = CountingFilter.of(described);
        byGroup.compute(described.logGroupName(), (group, known) -> {
            Map<String, CountingFilter> filters = known == null ? new ConcurrentSkipListMap<>() : known;
            if (filters.size() == LIMIT && !filters.containsKey(described.filterName())) {
                throw LogsErrors.limitExceeded();
            }
            filters.put(described.filterName(), filter);
            return filters;
        });
    }

    Collection<CountingFilter> of(String group) {
        return byGroup.getOrDefault(group, Map.of()).values();
    }

    List<CountingFilter> all() {
        return new TreeMap<>(byGroup)
                .values().stream().flatMap(filters -> filters.values().stream()).toList();
    }

    /** Whether there was one. */
    boolean remove(String group, String name) {
        return byGroup.getOrDefault(group, Map.of()).remove(name) != null;
    }

    void removeAll(String group) {
        byGroup.remove(group);
    }
}
