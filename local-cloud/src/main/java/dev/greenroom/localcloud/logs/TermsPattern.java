package dev.greenroom.localcloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Terms that a message contains: all of them, none of those behind a minus, or any of those behind question marks. A
 * term is a word, a phrase in quotation marks or a regular expression between percent signs; no term means every message.
 *
 * @param wanted all have to be there
 * @param unwanted none may be there
 * @param alternatives one of them has to be there; they don't count beside wanted ones
 */
record TermsPattern(
        List<Predicate<String>> wanted, List<Predicate<String>> unwanted, List<Predicate<String>> alternatives)
        implements FilterPattern {

    TermsPattern {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
        alternatives = List.copyOf(alternatives);
    }

    static TermsPattern of(String text) {
        List<Predicate<String>> wanted = new ArrayList<>();
        List<Predicate<String>> unwanted = new ArrayList<>();
        List<Predicate<String>> alternatives = new ArrayList<>();
        var reader = new PatternReader(text);
        while (!reader.skipSpaces().isAtEnd()) {
            if (reader.take("?")) {
                alternatives.add(term(reader));
            } else if (reader.take("-")) {
                unwanted.add(term(reader));
            } else {
                wanted.add(term(reader));
            }
        }
        return new TermsPattern(wanted, unwanted, alternatives);
    }

    @Override
    public boolean matches(String message) {
        return wanted.stream().allMatch(term -> term.test(message))
                && unwanted.stream().noneMatch(term -> term.test(message))
                && (!wanted.isEmpty()
                        || alternatives.isEmpty()
                        || alternatives.stream().anyMatch(term -> term.test(message)));
    }

    @Override
    public Function<String, Optional<String>> field(String selector) {
        throw LogsErrors.invalidParameter("The specified filter pattern does not support dimensions or values as "
                + selector + ": it tells no fields apart");
    }

    private static Predicate<String> term(PatternReader reader) {
        if (reader.isNext("%")) {
            return reader.regex().asPredicate();
        }
        String term = reader.isNext("\"") ? reader.quoted('"') : word(reader);
        return message -> message.contains(term);
    }

    private static String word(PatternReader reader) {
        String word = reader.takeWhile(character -> !Character.isWhitespace(character));
        if (word.isEmpty() || !word.chars().allMatch(each -> Character.isLetterOrDigit(each) || each == '_')) {
            throw PatternReader.invalidTerm(word);
        }
        return word;
    }
}
