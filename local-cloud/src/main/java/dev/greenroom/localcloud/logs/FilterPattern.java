package dev.greenroom.localcloud.logs;

import java.util.Optional;
import java.util.function.Function;

/**
 * Says which log events are meant.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern
 *     syntax</a>
 */
interface FilterPattern {
    /**
     * Reads terms or a condition on JSON.
     *
     * @throws software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException when it is neither
     */
    static FilterPattern of(String text) {
        String pattern = text.strip();
        if (pattern.startsWith("{")) {
            return JsonPattern.of(pattern);
        }
        if (pattern.startsWith("[")) {
            throw LogsErrors.invalidPattern("space-delimited patterns, as " + pattern
                    + ", are not emulated by the local cloud; use terms, or a condition on JSON");
        }
        return TermsPattern.of(pattern);
    }

    boolean matches(String message);

    /**
     * Finds in a message what a selector, such as {@code $.bytes}, points to: a text or a number.
     *
     * @throws software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException when it is no selector, or
     *     messages have no fields by this pattern
     */
    Function<String, Optional<String>> field(String selector);
}
