package dev.greenroom.localcloud.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time as AWS writes them, to the millisecond. */
final class Timestamps {
    private static final DateTimeFormatter ISO_8601 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String iso8601(Instant instant) {
        return ISO_8601.format(instant);
    }

    static BigDecimal epochSeconds(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    /** Reads ISO 8601, with any offset, and seconds since the epoch. */
    static Instant parse(String text) {
        return text.indexOf('T') >= 0
                ? OffsetDateTime.parse(text).toInstant()
                : Instant.ofEpochMilli(
                        new BigDecimal(text).movePointRight(3).toBigInteger().longValueExact());
    }
}
