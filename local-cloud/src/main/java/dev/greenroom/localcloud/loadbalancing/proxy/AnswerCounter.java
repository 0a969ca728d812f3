package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Counts answers by the class of their status code. */
final class AnswerCounter {
    private final LongAdder of2xx = new LongAdder();
    private final LongAdder of3xx = new LongAdder();
    private final LongAdder of4xx = new LongAdder();
    private final LongAdder of5xx = new LongAdder();

    void add(int status) {
        switch (status / 100) {
            case 2 -> of2xx.increment();
            case 3 -> of3xx.increment();
            case 4 -> of4xx.increment();
            case 5 -> of5xx.increment();
            default -> {
                // 1xx is no final answer
            }
        }
    }

    AnswerCounts counts() {
        return new AnswerCounts(of2xx.sum(), of3xx.sum(), of4xx.sum(), of5xx.sum());
    }
}
