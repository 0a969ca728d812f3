package dev.greenroom.localcloud.logs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a value in a JSON message is compared with: a number, a text in which asterisks stand for anything, or a regular
 * expression between percent signs.
 *
 * @param number absent when it is none
 * @param text whether a value, as text, is meant
 */
record JsonOperand(Optional<BigDecimal> number, Predicate<String> text) {
    JsonOperand {
        requireNonNull(number, "number is null");
        requireNonNull(text, "text is null");
    }

    static JsonOperand read(PatternReader reader) {
        if (reader.isNext("%")) {
            return new JsonOperand(Optional.empty(), reader.regex().asPredicate());
        }
        if (reader.isNext("\"")) {
            return new JsonOperand(Optional.empty(), withAsterisks(reader.quoted('"')));
        }
        String bare = reader.takeWhile(each -> !Character.isWhitespace(each) && "()&|".indexOf(each) < 0);
        if (bare.isEmpty()) {
            throw JsonPattern.unexpected(reader, "a value");
        }
        return new JsonOperand(numberIn(bare), withAsterisks(bare));
    }

    boolean isIn(JsonNode value) {
        return number.filter(any -> value.isNumber())
                .map(expected -> value.decimalValue().compareTo(expected) == 0)
                .orElseGet(() -> text.test(value.asText()));
    }

    private static Optional<BigDecimal> numberIn(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Predicate<String> withAsterisks(String text) {
        String regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }
}
