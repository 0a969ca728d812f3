package dev.greenroom.localcloud.loadbalancing.proxy;

/**
 * What a listener did since it was opened.
 *
 * @param activeConnections how many clients are connected now
 * @param newConnections how many clients ever connected
 * @param requests how many requests arrived, whoever answered them
 * @param targetAnswers answers that came from targets
 * @param ownAnswers answers that the load balancer made itself: redirects, fixed responses and errors
 */
public record ListenerCounts(
        long activeConnections,
        long newConnections,
        long requests,
        AnswerCounts targetAnswers,
        AnswerCounts ownAnswers) {}
