package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule: what the values of parameters must satisfy together.
 *
 * @param condition when the rule applies; always if empty
 */
record Rule(String name, Optional<Predicate> condition, List<Assertion> assertions) {
    /** @param description what the user is told if it does not hold */
    record Assertion(Predicate predicate, Optional<String> description) {}

    Rule {
        assertions = List.copyOf(assertions);
    }

    void check(Scope scope) {
        if (condition.map(predicate -> predicate.evaluate(scope)).orElse(true)) {
            assertions.stream()
                    .filter(assertion -> !assertion.predicate().evaluate(scope))
                    .findFirst()
                    .ifPresent(assertion -> {
                        throw violated(assertion);
                    });
        }
    }

    private TemplateException violated(Assertion assertion) {
        return new TemplateException(
                "Rule %s failed with %s".formatted(name, assertion.description().orElse("an assertion that is false")));
    }

    Stream<Predicate> expressions() {
        return Stream.concat(condition.stream(), assertions.stream().map(Assertion::predicate));
    }
}
