package dev.greenroom.localcloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.function.Predicate;

/** A policy of IAM: what it allows, and what it denies whatever others allow. */
record Policy(List<PolicyStatement> statements) {
    Policy {
        statements = List.copyOf(statements);
    }

    /** @param document JSON, percent-encoded or not */
    static Policy parse(String document) {
        try {
            return new Policy(PolicyJson.each(PolicyJson.read(document).path("Statement"))
                    .map(PolicyStatement::of)
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Tried to read a policy but it is no JSON: %s".formatted(e.getOriginalMessage()), e);
        }
    }

    boolean allows(AccessRequest request) {
        return any(statement -> statement.isAllow() && statement.applies(request));
    }

    boolean denies(AccessRequest request) {
        return any(statement -> !statement.isAllow() && statement.applies(request));
    }

    /** Whether there may be a resource and circumstances in which the action is allowed. */
    boolean allowsSomewhere(AccessRequest request) {
        return any(statement -> statement.isAllow() && statement.hasAction(request));
    }

    boolean deniesEverywhere(AccessRequest request) {
        return any(statement -> !statement.isAllow() && statement.hasAction(request) && statement.isAboutEverything());
    }

    private boolean any(Predicate<PolicyStatement> condition) {
        return statements.stream().anyMatch(condition);
    }
}
