package dev.greenroom.localcloud.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a blob that a {@code Range} header asks for.
 *
 * @param last the last byte's position, included
 */
record ByteRange(long first, long last) {
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Empty when the whole is wanted: without a header, and for several ranges or another unit, which a server may
     * ignore. Not within the blob when {@link #isWithin} says so.
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long count = Long.parseLong(matcher.group(2));
            return Optional.of(new ByteRange(count == 0 ? size : Math.max(0, size - count), size - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        boolean backwards = !matcher.group(2).isEmpty() && last < first;
        return backwards ? Optional.empty() : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    boolean isWithin(long size) {
        return first < size;
    }

    long length() {
        return last - first + 1;
    }
}
