package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.Identifiers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The credentials that containers fetch, each under a token that only its task knows. Thread-safe. */
final class TaskCredentials {
    /** As AWS does: renewed well before they expire. */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(15);

    private final TaskRoles roles;
    private final Clock clock;
    private final Map<String, Grant> byToken = new ConcurrentHashMap<>();

    TaskCredentials(TaskRoles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    /** Returns the token under which the role's credentials can be fetched until it is revoked. */
    String grant(String roleArn, String taskId) {
        String token = Identifiers.uuid();
        byToken.put(token, new Grant(roleArn, taskId));
        return token;
    }

    void revoke(String token) {
        byToken.remove(token);
    }

    Optional<RoleCredentials> find(String token) {
        return Optional.ofNullable(byToken.get(token))
                .map(grant -> new RoleCredentials(grant.roleArn, grant.credentials()));
    }

    /** A role and credentials of it. */
    record RoleCredentials(String roleArn, Credentials credentials) {}

    private final class Grant {
        private final String roleArn;
        private final String taskId;
        private @Nullable Credentials current;

        private Grant(String roleArn, String taskId) {
            this.roleArn = roleArn;
            this.taskId = taskId;
        }

        private synchronized Credentials credentials() {
            Credentials credentials = current;
            if (credentials == null
                    || credentials.expiration().isBefore(clock.instant().plus(RENEW_BEFORE))) {
                credentials = roles.assume(roleArn, taskId);
                current = credentials;
            }
            return credentials;
        }
    }
}
