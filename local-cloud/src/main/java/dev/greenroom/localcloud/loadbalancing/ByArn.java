package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Things of one kind, in the order they were made. Each call is atomic, so readers need no lock. */
final class ByArn<T> {
    private final Map<String, T> things = Collections.synchronizedMap(new LinkedHashMap<>());

    Optional<T> find(String arn) {
        return Optional.ofNullable(things.get(arn));
    }

    List<T> list() {
        return List.copyOf(things.values());
    }

    void put(String arn, T thing) {
        things.put(arn, thing);
    }

    /** Replaces a thing that is there. */
    void change(String arn, UnaryOperator<T> change) {
        things.compute(arn, (key, current) -> change.apply(requireNonNull(current, key)));
    }

    Optional<T> remove(String arn) {
        return Optional.ofNullable(things.remove(arn));
    }
}
