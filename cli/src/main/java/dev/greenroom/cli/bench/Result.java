package dev.greenroom.cli.bench;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measured number.
 *
 * @param least what it should be at least, if that is promised
 * @param most what it should be at most, if that is promised
 */
public record Result(String what, double value, String unit, OptionalDouble least, OptionalDouble most) {
    public Result {
        requireNonNull(what, "what is null");
        requireNonNull(unit, "unit is null");
    }

    static Result atMost(String what, double value, double most, String unit) {
        return new Result(what, value, unit, OptionalDouble.empty(), OptionalDouble.of(most));
    }

    static Result atLeast(String what, double value, double least, String unit) {
        return new Result(what, value, unit, OptionalDouble.of(least), OptionalDouble.empty());
    }

    static Result told(String what, double value, String unit) {
        return new Result(what, value, unit, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The same, said of one of the things that are compared. */
    public Result of(String one) {
        return new Result("%s (%s)".formatted(what, one), value, unit, least, most);
    }

    public boolean keepsPromise() {
        return value >= least.orElse(value) && value <= most.orElse(value);
    }

    /** {@code at most 60.0 s}; empty when nothing is promised. */
    public String promise() {
        if (most.isPresent()) {
            return String.format(Locale.ROOT, "at most %.1f %s", most.getAsDouble(), unit);
        }
        return least.isPresent() ? String.format(Locale.ROOT, "at least %.1f %s", least.getAsDouble(), unit) : "";
    }

    public String text() {
        return String.format(Locale.ROOT, "%.2f %s", value, unit);
    }
}
