package dev.greenroom.localcloud.ecs.model;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes identifiers that look like AWS's. */
public final class Identifiers {
    private static final long NINETEEN_DIGITS = 1_000_000_000_000_000_000L;

    private Identifiers() {}

    /** 32 hexadecimal digits, as in the ARN of a task. */
    public static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    /** 19 decimal digits, as in {@code ecs-svc/1637086347952626779}. */
    public static String digits() {
        return String.valueOf(ThreadLocalRandom.current().nextLong(NINETEEN_DIGITS, Long.MAX_VALUE));
    }
}
