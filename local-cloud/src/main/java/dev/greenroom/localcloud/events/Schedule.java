package dev.greenroom.localcloud.events;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a rule is due: {@code rate(5 minutes)} or {@code cron(0 8 ? * MON-FRI *)}. */
record Schedule(String expression) {
    private static final Pattern RATE = Pattern.compile("rate\\((?<value>\\d{1,9}) (?<unit>minute|hour|day)s?\\)");
    private static final Pattern CRON =
            Pattern.compile("cron\\(\\s*\\S+\\s+\\S+\\s+(?<day>\\S+)\\s+\\S+\\s+(?<weekday>\\S+)\\s+\\S+\\s*\\)");
    private static final Map<String, Integer> LONGEST = Map.of("minute", 59, "hour", 23, "day", 30);

    /** Why LocalStack would never be due, or at other times than AWS; empty where it does, or says itself what is wrong. */
    Optional<String> obstacle() {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            String unit = rate.group("unit");
            int longest = LONGEST.get(unit);
            return Integer.parseInt(rate.group("value")) > longest
                    ? Optional.of("rates in %ss go up to %d".formatted(unit, longest))
                    : Optional.empty();
        }
        Matcher cron = CRON.matcher(expression);
        if (!cron.matches()) {
            return Optional.empty();
        }
        if (cron.group("weekday").matches(".*[0-9#L].*")) {
            return Optional.of("days of the week have to be names: MON-FRI");
        }
        return cron.group("day").contains("W") ? Optional.of("W is unknown") : Optional.empty();
    }
}
