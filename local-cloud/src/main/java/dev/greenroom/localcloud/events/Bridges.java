package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The bridged targets of one region, each with its queue and the thread that empties it. */
final class Bridges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridges.class);

    /** Longer than anything is tried. */
    private static final String VISIBILITY_SECONDS = "600";

    private final AwsClients clients;
    private final Invocation invocation;
    private final Map<Key, Bridge> open = new ConcurrentHashMap<>();

    Bridges(AwsScope scope, AwsClients clients, Rules rules) {
        this.clients = requireNonNull(clients, "clients is null");
        this.invocation = new Invocation(scope, clients, rules);
    }

    Optional<BridgedTarget> find(EventRule rule, String targetId) {
        return Optional.ofNullable(open.get(new Key(rule, targetId))).map(Bridge::target);
    }

    /** The targets that are there now. */
    List<BridgedTarget> all() {
        return open.values().stream().map(Bridge::target).toList();
    }

    /** Makes a queue for a target, or takes the one that it has. Nothing is carried before {@link #open}. */
    BridgedTarget prepare(EventRule rule, Target target, Startable startable) {
        return find(rule, target.id())
                .map(known -> known.with(target, startable))
                .orElseGet(() -> withNewQueue(rule, target, startable));
    }

    void open(BridgedTarget prepared) {
        open.compute(Key.of(prepared), (key, known) -> {
            if (known == null) {
                return Bridge.open(clients.sqs(), invocation, prepared);
            }
            known.retarget(prepared);
            return known;
        });
    }

    /** What was prepared is not needed. */
    void discard(BridgedTarget prepared) {
        if (!open.containsKey(Key.of(prepared))) {
            deleteQueue(prepared);
        }
    }

    void remove(EventRule rule, String targetId) {
        Bridge bridge = open.remove(new Key(rule, targetId));
        if (bridge != null) {
            bridge.close();
            deleteQueue(bridge.target());
        }
    }

    void removeIf(Predicate<EventRule> condition) {
        open.keySet().stream()
                .filter(key -> condition.test(key.rule()))
                .forEach(key -> remove(key.rule(), key.targetId()));
    }

    /** The queues end with LocalStack. */
    @Override
    public void close() {
        open.values().forEach(Bridge::close);
    }

    private BridgedTarget withNewQueue(EventRule rule, Target target, Startable startable) {
        String url = clients.sqs()
                .createQueue(create -> create.queueName("greenroom-events-" + UUID.randomUUID())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS)))
                .queueUrl();
        String arn = clients.sqs()
                .getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        return new BridgedTarget(rule, target, startable, url, arn);
    }

    private void deleteQueue(BridgedTarget target) {
        try {
            clients.sqs().deleteQueue(delete -> delete.queueUrl(target.queueUrl()));
        } catch (SdkException e) {
            LOG.warn("Tried to delete {} but {}", target.queueArn(), AwsReason.of(e));
        }
    }

    private record Key(EventRule rule, String targetId) {
        static Key of(BridgedTarget target) {
            return new Key(target.rule(), target.target().id());
        }
    }
}
