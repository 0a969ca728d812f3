package dev.greenroom.localcloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One statement of a policy. {@code actions} are those but which it means, when {@code butActions} is set. */
record PolicyStatement(
        boolean isAllow,
        boolean butActions,
        List<PolicyPattern> actions,
        boolean butResources,
        List<PolicyPattern> resources,
        List<PolicyCondition> conditions) {
    private static final String NOT_ACTION = "NotAction";
    private static final String NOT_RESOURCE = "NotResource";

    static PolicyStatement of(JsonNode statement) {
        boolean butActions = statement.has(NOT_ACTION);
        boolean butResources = statement.has(NOT_RESOURCE);
        return new PolicyStatement(
                statement.path("Effect").asText().equals("Allow"),
                butActions,
                patterns(statement.path(butActions ? NOT_ACTION : "Action")),
                butResources,
                patterns(statement.path(butResources ? NOT_RESOURCE : "Resource")),
                conditions(statement.path("Condition")));
    }

    boolean applies(AccessRequest request) {
        return hasAction(request)
                && butResources != anyMatch(resources, pattern -> pattern.isLike(request.resource(), request))
                && conditions.stream().allMatch(condition -> holds(condition, request));
    }

    private boolean holds(PolicyCondition condition, AccessRequest request) {
        boolean isKnown = request.isComplete() || request.find(condition.key()).isPresent();
        return isKnown ? condition.holds(request) : isAllow;
    }

    boolean hasAction(AccessRequest request) {
        return butActions != anyMatch(actions, pattern -> pattern.isLikeInAnyCase(request.action(), request));
    }

    /** Whether the statement is about every resource, whatever the circumstances. */
    boolean isAboutEverything() {
        return conditions.isEmpty() && !butResources && resources.contains(new PolicyPattern("*"));
    }

    private static boolean anyMatch(List<PolicyPattern> patterns, Predicate<PolicyPattern> condition) {
        return patterns.stream().anyMatch(condition);
    }

    private static List<PolicyPattern> patterns(JsonNode oneOrMany) {
        return PolicyJson.texts(oneOrMany).stream().map(PolicyPattern::new).toList();
    }

    private static List<PolicyCondition> conditions(JsonNode byOperator) {
        return fields(byOperator)
                .flatMap(operator -> fields(byOperator.path(operator))
                        .map(key -> new PolicyCondition(
                                operator,
                                key,
                                PolicyJson.texts(byOperator.path(operator).path(key)))))
                .toList();
    }

    private static Stream<String> fields(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }
}
