package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a listener does with a request. */
public sealed interface Action {
    /**
     * Sends the request to a target of one of the pools, each drawn as often as its share of all weights says. A pool
     * without targets is not replaced by another one: its requests are answered with 503.
     */
    record Forward(List<WeightedPool> pools) implements Action {
        public Forward {
            pools = List.copyOf(pools);
            if (pools.isEmpty()) {
                throw new IllegalArgumentException("pools is empty");
            }
        }

        public static Forward to(TargetPool pool) {
            return new Forward(List.of(new WeightedPool(pool, 1)));
        }

        /** The pool for a request; null when no pool has a weight. */
        @Nullable
        TargetPool draw() {
            int total = 0;
            for (WeightedPool weighted : pools) {
                total += weighted.weight();
            }
            int drawn = pools.size() == 1 || total == 0
                    ? 0
                    : ThreadLocalRandom.current().nextInt(total);
            for (WeightedPool weighted : pools) {
                drawn -= weighted.weight();
                if (drawn < 0) {
                    return weighted.pool();
                }
            }
            return null;
        }
    }

    record WeightedPool(TargetPool pool, int weight) {
        public WeightedPool {
            requireNonNull(pool, "pool is null");
            if (weight < 0 || weight > 999) {
                throw new IllegalArgumentException("weight is not in 0..999: " + weight);
            }
        }
    }

    /** Sends the client elsewhere. Each part may hold AWS's placeholders, such as <code>#{host}</code>. */
    record Redirect(String protocol, String host, String port, String path, String query, int statusCode)
            implements Action {
        public Redirect {
            requireNonNull(protocol, "protocol is null");
            requireNonNull(host, "host is null");
            requireNonNull(port, "port is null");
            requireNonNull(path, "path is null");
            requireNonNull(query, "query is null");
            if (statusCode != 301 && statusCode != 302) {
                throw new IllegalArgumentException("statusCode is neither 301 nor 302: " + statusCode);
            }
        }
    }

    /** Answers without a target. An empty content type or body is left out. */
    record FixedResponse(int statusCode, String contentType, String body) implements Action {
        public FixedResponse {
            requireNonNull(contentType, "contentType is null");
            requireNonNull(body, "body is null");
            if (statusCode < 200 || statusCode > 599) {
                throw new IllegalArgumentException("statusCode is not in 200..599: " + statusCode);
            }
        }
    }
}
