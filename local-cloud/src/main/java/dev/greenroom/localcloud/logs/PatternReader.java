package dev.greenroom.localcloud.logs;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** Reads a filter pattern from left to right. */
final class PatternReader {
    private static final Pattern REGEX = Pattern.compile("[A-Za-z0-9:_#=@/;,^$?\\[\\]{}|\\\\*+. -]+");

    private final String text;
    private int position;

    PatternReader(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** What is left to be read. */
    String rest() {
        return text.substring(position);
    }

    PatternReader skipSpaces() {
        takeWhile(Character::isWhitespace);
        return this;
    }

    /** Whether this comes next; nothing is read. */
    boolean isNext(String expected) {
        return text.startsWith(expected, position);
    }

    /** Reads this, if it comes next. */
    boolean take(String expected) {
        if (!isNext(expected)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    String takeWhile(IntPredicate accepted) {
        int start = position;
        while (!isAtEnd() && accepted.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Reads what stands between two of this quotation mark, in which a backslash escapes what follows it. */
    String quoted(char mark) {
        position++;
        var found = new StringBuilder();
        while (!isAtEnd() && text.charAt(position) != mark) {
            take("\\");
            found.append(next(mark));
        }
        next(mark);
        return found.toString();
    }

    /** Reads a regular expression between percent signs. */
    Pattern regex() {
        position++;
        String regex = takeWhile(character -> character != '%');
        next('%');
        if (!REGEX.matcher(regex).matches()) {
            throw invalidTerm(regex);
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw LogsErrors.invalidPattern(regex + " is no regular expression: " + e.getDescription());
        }
    }

    private char next(char mark) {
        if (isAtEnd()) {
            throw LogsErrors.invalidPattern("a " + mark + " is missing at its end");
        }
        return text.charAt(position++);
    }

    static CloudWatchLogsException invalidTerm(String term) {
        return LogsErrors.invalidPattern("Invalid character(s) in term '%s'".formatted(term));
    }
}
