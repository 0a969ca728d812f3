package dev.greenroom.localcloud.loadbalancing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which HTTP status codes make a health check succeed: {@code 200,202} or {@code 200-299}. */
record StatusMatcher(String text, List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");

    StatusMatcher {
        ranges = List.copyOf(ranges);
    }

    static StatusMatcher parse(String text) {
        var ranges = new ArrayList<Range>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw Failures.validation("Health check matcher HTTP code '%s' is not valid".formatted(text));
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from < 200 || to > 499 || from > to) {
                throw Failures.validation(
                        "Health check matcher HTTP code '%s' must be within '200-499' inclusive".formatted(text));
            }
            ranges.add(new Range(from, to));
        }
        return new StatusMatcher(text, ranges);
    }

    boolean matches(int status) {
        return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
    }

    record Range(int from, int to) {}
}
