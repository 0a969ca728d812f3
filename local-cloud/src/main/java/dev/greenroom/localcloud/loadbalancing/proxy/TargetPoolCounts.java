package dev.greenroom.localcloud.loadbalancing.proxy;

/**
 * What the targets of a pool did since it was made.
 *
 * @param requests how many requests were sent to targets; one that was sent again counts again
 * @param connectionErrors how many connections could not be established or broke before the answer
 */
public record TargetPoolCounts(long requests, long connectionErrors, AnswerCounts answers) {}
