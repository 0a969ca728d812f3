package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What policies are asked.
 *
 * @param action {@code SERVICE:OPERATION}
 * @param resource an ARN or {@code *}
 * @param context condition keys and their values; upper and lower case of keys are the same
 * @param isComplete whether a key that is not among them is not in the request either; where that is not known, such a
 *     key is as the role needs it
 */
record AccessRequest(String action, String resource, Map<String, String> context, boolean isComplete) {
    AccessRequest(String action, String resource, Map<String, String> context) {
        this(action, resource, context, true);
    }

    AccessRequest {
        requireNonNull(action, "action is null");
        requireNonNull(resource, "resource is null");
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(context);
        context = Collections.unmodifiableMap(anyCase);
    }

    /** The value of a condition key, if it is known. */
    Optional<String> find(String key) {
        return Optional.ofNullable(context.get(key));
    }
}
