package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The credentials of roles that programs fetch over HTTP, as containers of ECS and builds of CodeBuild do: each under a
 * token that only its program knows. Thread-safe.
 */
public final class RoleSessions {
    /** As AWS does: renewed well before they expire. */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(15);

    private final ServiceRoles roles;
    private final Clock clock;
    private final Map<String, Session> byToken = new ConcurrentHashMap<>();

    public RoleSessions(ServiceRoles roles, Clock clock) {
        this.roles = requireNonNull(roles, "roles is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Returns the token under which the role's credentials can be fetched until it is revoked. */
    public String grant(String roleArn, String sessionName) {
        String token = UUID.randomUUID().toString();
        byToken.put(token, new Session(roleArn, sessionName));
        return token;
    }

    public void revoke(String token) {
        byToken.remove(token);
    }

    /** What the container credentials endpoint answers for a token, as the SDKs read it. */
    public Optional<Map<String, Object>> find(String token) {
        return Optional.ofNullable(byToken.get(token)).map(Session::describe);
    }

    private final class Session {
        private final String roleArn;
        private final String name;
        private @Nullable Credentials current;

        private Session(String roleArn, String name) {
            this.roleArn = roleArn;
            this.name = name;
        }

        private Map<String, Object> describe() {
            Credentials credentials = credentials();
            return Map.of(
                    "RoleArn", roleArn,
                    "AccessKeyId", credentials.accessKeyId(),
                    "SecretAccessKey", credentials.secretAccessKey(),
                    "Token", credentials.sessionToken(),
                    "Expiration", credentials.expiration().toString());
        }

        private synchronized Credentials credentials() {
            Credentials credentials = current;
            if (credentials == null
                    || credentials.expiration().isBefore(clock.instant().plus(RENEW_BEFORE))) {
                credentials = roles.assume(roleArn, name);
                current = credentials;
            }
            return credentials;
        }
    }
}
