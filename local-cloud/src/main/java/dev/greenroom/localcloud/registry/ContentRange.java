package dev.greenroom.localcloud.registry;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chunk of an upload belongs.
 *
 * @param last the last byte's position, included
 */
record ContentRange(long first, long last) {
    private static final Pattern HEADER = Pattern.compile("(?:bytes )?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

    /** Empty when the request does not say. */
    static Optional<ContentRange> of(HttpServletRequest request) throws DistributionException {
        String header = request.getHeader("Content-Range");
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new DistributionException(
                    416, "BLOB_UPLOAD_INVALID", "'%s' is not a Content-Range like 0-1023".formatted(header));
        }
        var range = new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        long length = request.getContentLengthLong();
        if (length >= 0 && length != range.last - range.first + 1) {
            throw new DistributionException(
                    400, "SIZE_INVALID", "a chunk %s does not have %d bytes".formatted(range, length));
        }
        return Optional.of(range);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
