package dev.greenroom.localcloud.cloudformation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers client request tokens, so that a request that is sent again is not carried out again. */
final class RequestTokens {
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    private record Use(String operation, String subject) {}

    /** Whether the very same request was carried out already; a token that another one used is refused. */
    boolean isRepeated(String operation, String subject, @Nullable String token) {
        Use use = token == null ? null : uses.get(token);
        if (use != null && !use.equals(new Use(operation, subject))) {
            throw CloudFormationErrors.tokenUsed(token);
        }
        return use != null;
    }

    /** The ID of the stack or change set that an operation with this token worked on. */
    Optional<String> subjectOf(String operation, @Nullable String token) {
        return Optional.ofNullable(token)
                .map(uses::get)
                .filter(use -> use.operation().equals(operation))
                .map(Use::subject);
    }

    void remember(String operation, String subject, @Nullable String token) {
        if (token != null) {
            uses.put(token, new Use(operation, subject));
        }
    }
}
