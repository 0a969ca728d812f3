package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The targets that requests are spread over. The owner replaces the list as targets come, go and change their health;
 * it also decides what happens when none is healthy, by the list it gives. Safe for use by many threads.
 */
public final class TargetPool {
    /** How a request's target is chosen. */
    public enum Algorithm {
        ROUND_ROBIN,
        LEAST_OUTSTANDING_REQUESTS,
        WEIGHTED_RANDOM
    }

    private final Map<Target, PoolMember> members = new LinkedHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder connectionErrors = new LongAdder();
    private final AnswerCounter answers = new AnswerCounter();
    private volatile PoolMember[] rotation = {};
    private volatile Algorithm algorithm = Algorithm.ROUND_ROBIN;

    /**
     * Replaces the list at once for all requests that have no target yet. A target that is no longer in it drains: it
     * gets no new request, those in flight go on.
     */
    public void targets(List<Target> targets) {
        synchronized (members) {
            List<PoolMember> next = targets.stream()
                    .distinct()
                    .map(target -> members.computeIfAbsent(target, PoolMember::new))
                    .toList();
            next.forEach(member -> member.drain(false));
            rotation = next.toArray(PoolMember[]::new);
            for (PoolMember member : members.values()) {
                if (!next.contains(member)) {
                    member.drain(true);
                }
            }
            members.values().removeIf(member -> member.isDraining() && member.inFlight() == 0);
        }
    }

    /** The targets that get requests now. */
    public List<Target> targets() {
        return Arrays.stream(rotation).map(PoolMember::target).toList();
    }

    public void algorithm(Algorithm newAlgorithm) {
        algorithm = requireNonNull(newAlgorithm, "newAlgorithm is null");
    }

    /** How many requests and upgraded connections the target has, whether it is in rotation or draining. */
    public int inFlight(Target target) {
        PoolMember member = member(target);
        return member == null ? 0 : member.inFlight();
    }

    /** Completes as soon as nothing is in flight at a target that is no longer in the list. */
    public CompletionStage<Void> whenIdle(Target target) {
        PoolMember member = member(target);
        return member == null ? CompletableFuture.completedFuture(null) : member.whenIdle();
    }

    /** Gives up what is in flight at a target: answers 502 where no answer began, cuts the client's connection else. */
    public void cut(Target target) {
        PoolMember member = member(target);
        if (member != null) {
            member.cut();
        }
    }

    public TargetPoolCounts counts() {
        return new TargetPoolCounts(requests.sum(), connectionErrors.sum(), answers.counts());
    }

    /** A member that the request has now entered; null when there is none but those already tried. */
    @Nullable
    PoolMember enter(Collection<PoolMember> tried) {
        while (true) {
            PoolMember member = choose(rotation, tried);
            if (member == null) {
                return null;
            }
            if (member.enter()) {
                requests.increment();
                return member;
            }
        }
    }

    void countConnectionError() {
        connectionErrors.increment();
    }

    void countAnswer(int status) {
        answers.add(status);
    }

    private @Nullable PoolMember member(Target target) {
        synchronized (members) {
            return members.get(target);
        }
    }

    private @Nullable PoolMember choose(PoolMember[] candidates, Collection<PoolMember> tried) {
        if (candidates.length == 0) {
            return null;
        }
        Algorithm by = algorithm;
        int first = by == Algorithm.WEIGHTED_RANDOM
                ? ThreadLocalRandom.current().nextInt(candidates.length)
                : Math.floorMod(turn.getAndIncrement(), candidates.length);
        PoolMember best = null;
        for (int i = 0; i < candidates.length; i++) {
            PoolMember candidate = candidates[(first + i) % candidates.length];
            if (tried.contains(candidate)) {
                continue;
            }
            if (by != Algorithm.LEAST_OUTSTANDING_REQUESTS) {
                return candidate;
            }
            if (best == null || candidate.inFlight() < best.inFlight()) {
                best = candidate;
            }
        }
        return best;
    }
}
