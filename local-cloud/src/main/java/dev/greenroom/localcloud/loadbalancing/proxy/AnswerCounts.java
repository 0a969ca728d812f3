package dev.greenroom.localcloud.loadbalancing.proxy;

/** Answers by the class of their status code. */
public record AnswerCounts(long of2xx, long of3xx, long of4xx, long of5xx) {}
