package dev.greenroom.localcloud.loadbalancing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What a request must be like for a rule: checked, and completed as AWS shows it afterwards. */
final class Conditions {
    private static final Set<String> FIELDS =
            Set.of("http-header", "http-request-method", "host-header", "path-pattern", "query-string", "source-ip");
    private static final Set<String> REPEATABLE = Set.of("http-header", "query-string");
    private static final Pattern METHOD = Pattern.compile("[A-Z_-]{1,40}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}");
    private static final int MAX_VALUES = 5;

    private Conditions() {}

    static List<RuleCondition> complete(List<RuleCondition> conditions) {
        if (conditions.isEmpty()) {
            throw Failures.validation("A condition must be specified");
        }
        var fields = new HashSet<String>();
        for (RuleCondition condition : conditions) {
            requireField(condition);
            if (!fields.add(condition.field()) && !REPEATABLE.contains(condition.field())) {
                throw Failures.validation("A rule can only have one '%s' condition".formatted(condition.field()));
            }
        }
        List<RuleCondition> completed =
                conditions.stream().map(Conditions::complete).toList();
        if (completed.stream().mapToInt(Conditions::countValues).sum() > MAX_VALUES) {
            throw Failures.validation("A rule can only have '%d' condition values".formatted(MAX_VALUES));
        }
        return completed;
    }

    private static void requireField(RuleCondition condition) {
        if (condition.field() == null) {
            throw Failures.validation("A condition field must be specified");
        }
        if (!FIELDS.contains(condition.field())) {
            throw Failures.validation("Condition field '%s' must be one of '[%s]'"
                    .formatted(
                            condition.field(),
                            String.join(", ", FIELDS.stream().sorted().toList())));
        }
        if (condition.hasRegexValues()
                || condition.hostHeaderConfig() != null
                        && condition.hostHeaderConfig().hasRegexValues()
                || condition.pathPatternConfig() != null
                        && condition.pathPatternConfig().hasRegexValues()
                || condition.httpHeaderConfig() != null
                        && condition.httpHeaderConfig().hasRegexValues()) {
            throw Failures.notEmulated("A condition with regular expressions");
        }
    }

    private static RuleCondition complete(RuleCondition condition) {
        return switch (condition.field()) {
            case "path-pattern" -> pathPattern(condition);
            case "host-header" -> hostHeader(condition);
            case "http-header" -> httpHeader(condition);
            case "http-request-method" -> requestMethod(condition);
            case "query-string" -> queryString(condition);
            default -> sourceIp(condition);
        };
    }

    private static RuleCondition pathPattern(RuleCondition condition) {
        List<String> values = values(
                condition,
                condition.pathPatternConfig() == null
                        ? List.of()
                        : condition.pathPatternConfig().values());
        return condition.toBuilder()
                .values(values)
                .pathPatternConfig(config -> config.values(values))
                .build();
    }

    private static RuleCondition hostHeader(RuleCondition condition) {
        List<String> values = values(
                condition,
                condition.hostHeaderConfig() == null
                        ? List.of()
                        : condition.hostHeaderConfig().values());
        return condition.toBuilder()
                .values(values)
                .hostHeaderConfig(config -> config.values(values))
                .build();
    }

    private static RuleCondition httpHeader(RuleCondition condition) {
        if (condition.httpHeaderConfig() == null || condition.httpHeaderConfig().httpHeaderName() == null) {
            throw Failures.validation("An HTTP header name must be specified");
        }
        String name = condition.httpHeaderConfig().httpHeaderName();
        if (!HEADER_NAME.matcher(name).matches() || name.equalsIgnoreCase("host")) {
            throw Failures.validation("The HTTP header name '%s' is not valid".formatted(name));
        }
        values(condition, condition.httpHeaderConfig().values());
        return condition;
    }

    private static RuleCondition requestMethod(RuleCondition condition) {
        List<String> methods = values(
                condition,
                condition.httpRequestMethodConfig() == null
                        ? List.of()
                        : condition.httpRequestMethodConfig().values());
        for (String method : methods) {
            if (!METHOD.matcher(method).matches()) {
                throw Failures.validation("The HTTP request method '%s' is not valid".formatted(method));
            }
        }
        return condition;
    }

    private static RuleCondition queryString(RuleCondition condition) {
        if (condition.queryStringConfig() == null
                || !condition.queryStringConfig().hasValues()) {
            throw Failures.validation("A condition value must be specified");
        }
        condition.queryStringConfig().values().forEach(pair -> {
            Constraints.length(pair.key(), "queryStringConfig.key", 0, 128);
            Constraints.length(
                    Constraints.required(pair.value(), "queryStringConfig.value"), "queryStringConfig.value", 0, 128);
        });
        return condition;
    }

    private static RuleCondition sourceIp(RuleCondition condition) {
        List<String> blocks = values(
                condition,
                condition.sourceIpConfig() == null
                        ? List.of()
                        : condition.sourceIpConfig().values());
        for (String block : blocks) {
            if (!isCidr(block)) {
                throw Failures.validation("The source IP '%s' is not a valid CIDR block".formatted(block));
            }
        }
        return condition;
    }

    private static boolean isCidr(String block) {
        int slash = block.indexOf('/');
        return slash > 0
                && block.substring(slash + 1).matches("\\d{1,3}")
                && (block.contains(":") || Cidr.isIpv4(block.substring(0, slash)))
                && Integer.parseInt(block.substring(slash + 1)) <= (block.contains(":") ? 128 : 32);
    }

    /** The condition's values, wherever the request has them. */
    private static List<String> values(RuleCondition condition, List<String> configured) {
        List<String> values = configured.isEmpty() ? condition.values() : configured;
        if (values.isEmpty()) {
            throw Failures.validation("A condition value must be specified");
        }
        values.forEach(value -> Constraints.length(value, "values", 1, 128));
        return values;
    }

    private static int countValues(RuleCondition condition) {
        return switch (condition.field()) {
            case "path-pattern", "host-header" -> condition.values().size();
            case "http-header" -> condition.httpHeaderConfig().values().size();
            case "http-request-method" ->
                condition.httpRequestMethodConfig().values().size();
            case "query-string" -> condition.queryStringConfig().values().size();
            default -> condition.sourceIpConfig().values().size();
        };
    }
}
