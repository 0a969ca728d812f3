package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.role.RoleGuard;
import dev.greenroom.localcloud.gateway.Caller;
import dev.greenroom.localcloud.gateway.CallerGuard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Holds callers with credentials of a role, such as programs in builds and tasks, to what the role may do. All others
 * may do everything. Policies count as they were at most {@link #FRESH} ago; IAM itself needs such a time.
 */
final class RoleCallers implements CallerGuard {
    private static final Logger LOG = LoggerFactory.getLogger(RoleCallers.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Of credentials that STS gave; AWS's begin with ASIA. */
    private static final Pattern TEMPORARY_KEY = Pattern.compile("(ASIA|LSIA)\\w+");

    private static final Pattern ASSUMED_ROLE =
            Pattern.compile("arn:(?<partition>[^:]+):sts::(?<account>\\d+):assumed-role/(?<role>[^/]+)/(?<session>.+)");

    private final Function<AwsScope, ? extends AwsClients> services;
    private final Clock clock;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    RoleCallers(Function<AwsScope, ? extends AwsClients> services, Clock clock) {
        this.services = requireNonNull(services, "services is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public void check(AwsRequest request, AwsScope scope, Caller caller) {
        if (TEMPORARY_KEY.matcher(caller.accessKeyId()).matches()) {
            known(new Key(caller.accessKeyId(), scope)).role().ifPresent(role -> role.require(request));
        }
    }

    private Known known(Key key) {
        Instant now = clock.instant();
        known.values().removeIf(each -> each.since().isBefore(now.minus(FRESH)));
        return known.computeIfAbsent(key, unknown -> new Known(role(unknown), now));
    }

    private Optional<RoleGuard> role(Key key) {
        AwsClients clients = services.apply(key.scope());
        Matcher identity = ASSUMED_ROLE.matcher(identity(clients, key.accessKeyId()));
        if (!identity.matches()) {
            return Optional.empty();
        }
        String role = "arn:%s:iam::%s:role/%s"
                .formatted(identity.group("partition"), identity.group("account"), identity.group("role"));
        return Optional.of(RoleGuard.ofCaller(clients, key.scope(), role, identity.group("session")));
    }

    private static String identity(AwsClients clients, String accessKeyId) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "unknown"));
        try {
            return clients.sts()
                    .getCallerIdentity(get -> get.overrideConfiguration(set -> set.credentialsProvider(credentials)))
                    .arn();
        } catch (SdkException e) {
            LOG.warn("Tried to find out who {} is but {}", accessKeyId, e.getMessage());
            return "";
        }
    }

    private record Key(String accessKeyId, AwsScope scope) {}

    /** @param role empty for a caller without one */
    private record Known(Optional<RoleGuard> role, Instant since) {}
}
