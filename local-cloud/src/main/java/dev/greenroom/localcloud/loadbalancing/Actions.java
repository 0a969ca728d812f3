package dev.greenroom.localcloud.loadbalancing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What a listener or rule does with a request: checked, and completed as AWS shows it afterwards. */
final class Actions {
    private static final Pattern STATUS = Pattern.compile("^(2|4|5)\\d\\d$");
    private static final Pattern REDIRECT_PROTOCOL = Pattern.compile("^(HTTPS?|#\\{protocol\\})$");
    private static final Pattern REDIRECT_PORT = Pattern.compile("^(\\d{1,5}|#\\{port\\})$");
    private static final Set<String> CONTENT_TYPES =
            Set.of("text/plain", "text/css", "text/html", "application/javascript", "application/json");
    private static final int MAX_TARGET_GROUPS = 5;

    private Actions() {}

    /** For a listener or rule of this load balancer; a target group can serve only one. */
    static List<Action> complete(List<Action> actions, State state, String loadBalancerArn) {
        if (actions.isEmpty()) {
            throw Failures.validation("At least one action must be specified");
        }
        actions.forEach(Actions::requireEmulated);
        if (actions.size() > 1) {
            throw Failures.invalidAction(
                    "A rule must have exactly one action of type 'forward', 'redirect' or 'fixed-response'");
        }
        Action completed = complete(actions.get(0));
        requireUsable(targetGroups(completed), state, loadBalancerArn);
        return List.of(completed);
    }

    private static void requireUsable(Set<String> targetGroups, State state, String loadBalancerArn) {
        targetGroups.forEach(state::group);
        Map<String, String> users = state.loadBalancersByGroup();
        List<String> taken = targetGroups.stream()
                .filter(arn -> !users.getOrDefault(arn, loadBalancerArn).equals(loadBalancerArn))
                .toList();
        if (!taken.isEmpty()) {
            throw Failures.targetGroupsOfAnotherLoadBalancer(taken);
        }
    }

    /** The groups that an action can send requests to. */
    static Set<String> targetGroups(Action action) {
        var arns = new LinkedHashSet<String>();
        if (action.forwardConfig() != null) {
            action.forwardConfig().targetGroups().forEach(group -> arns.add(group.targetGroupArn()));
        }
        return arns;
    }

    private static void requireEmulated(Action action) {
        Constraints.oneOf(
                Constraints.required(action.typeAsString(), "actions.1.member.type"),
                "actions.1.member.type",
                ActionTypeEnum.values());
        switch (action.type()) {
            case FORWARD, REDIRECT, FIXED_RESPONSE -> {}
            default -> throw Failures.notEmulated("The action type '%s'".formatted(action.typeAsString()));
        }
        Constraints.range(action.order(), "actions.1.member.order", 1, 50000);
    }

    private static Action complete(Action action) {
        return switch (action.type()) {
            case FORWARD -> forward(action);
            case REDIRECT -> action.toBuilder().redirectConfig(redirect(action)).build();
            default ->
                action.toBuilder().fixedResponseConfig(fixedResponse(action)).build();
        };
    }

    private static Action forward(Action action) {
        List<TargetGroupTuple> groups = forwardedTo(action);
        if (groups.size() > MAX_TARGET_GROUPS) {
            throw Failures.validation(
                    "A forward action can have at most '%d' target groups".formatted(MAX_TARGET_GROUPS));
        }
        if (action.forwardConfig() != null
                && action.forwardConfig().targetGroupStickinessConfig() != null
                && Boolean.TRUE.equals(
                        action.forwardConfig().targetGroupStickinessConfig().enabled())) {
            throw Failures.notEmulated("Target group stickiness of a forward action");
        }
        var completed = action.toBuilder()
                .forwardConfig(ForwardActionConfig.builder()
                        .targetGroups(groups)
                        .targetGroupStickinessConfig(TargetGroupStickinessConfig.builder()
                                .enabled(false)
                                .build())
                        .build());
        if (groups.size() == 1) {
            completed.targetGroupArn(groups.get(0).targetGroupArn());
        }
        return completed.build();
    }

    private static List<TargetGroupTuple> forwardedTo(Action action) {
        List<TargetGroupTuple> groups = action.forwardConfig() == null
                ? List.of()
                : action.forwardConfig().targetGroups().stream()
                        .map(Actions::weighted)
                        .toList();
        String arn = action.targetGroupArn();
        if (arn == null && groups.isEmpty()) {
            throw Failures.validation("A target group ARN must be specified");
        }
        if (arn == null) {
            return groups;
        }
        Arns.requireTargetGroup(arn);
        if (groups.isEmpty()) {
            return List.of(
                    weighted(TargetGroupTuple.builder().targetGroupArn(arn).build()));
        }
        if (groups.size() != 1 || !groups.get(0).targetGroupArn().equals(arn)) {
            throw Failures.validation(
                    "You must specify the same target group in the TargetGroupArn and in the ForwardConfig");
        }
        return groups;
    }

    private static TargetGroupTuple weighted(TargetGroupTuple group) {
        Arns.requireTargetGroup(Constraints.required(group.targetGroupArn(), "targetGroupArn"));
        Constraints.range(group.weight(), "weight", 0, 999);
        return group.weight() == null ? group.toBuilder().weight(1).build() : group;
    }

    private static RedirectActionConfig redirect(Action action) {
        RedirectActionConfig config = Constraints.required(action.redirectConfig(), "actions.1.member.redirectConfig");
        String member = "actions.1.member.redirectConfig.";
        Constraints.oneOf(
                Constraints.required(config.statusCodeAsString(), member + "statusCode"),
                member + "statusCode",
                RedirectActionStatusCodeEnum.values());
        Constraints.pattern(config.protocol(), member + "protocol", REDIRECT_PROTOCOL);
        Constraints.pattern(config.port(), member + "port", REDIRECT_PORT);
        Constraints.length(config.host(), member + "host", 1, 128);
        Constraints.length(config.path(), member + "path", 1, 128);
        Constraints.length(config.query(), member + "query", 0, 128);
        if (config.path() != null && !config.path().startsWith("/")) {
            throw Failures.invalidAction("The Path parameter must be a valid path, should start with a '/'");
        }
        RedirectActionConfig completed = config.toBuilder()
                .protocol(config.protocol() == null ? "#{protocol}" : config.protocol())
                .host(config.host() == null ? "#{host}" : config.host())
                .port(config.port() == null ? "#{port}" : config.port())
                .path(config.path() == null ? "/#{path}" : config.path())
                .query(config.query() == null ? "#{query}" : config.query())
                .build();
        if (completed.protocol().equals("#{protocol}")
                && completed.host().equals("#{host}")
                && completed.port().equals("#{port}")
                && completed.path().equals("/#{path}")) {
            throw Failures.invalidAction(
                    "The redirect configuration is not valid because it creates a loop, as the source and target URIs are the same");
        }
        return completed;
    }

    private static FixedResponseActionConfig fixedResponse(Action action) {
        FixedResponseActionConfig config =
                Constraints.required(action.fixedResponseConfig(), "actions.1.member.fixedResponseConfig");
        String member = "actions.1.member.fixedResponseConfig.";
        Constraints.pattern(
                Constraints.required(config.statusCode(), member + "statusCode"), member + "statusCode", STATUS);
        Constraints.length(config.messageBody(), member + "messageBody", 0, 1024);
        if (config.contentType() != null && !CONTENT_TYPES.contains(config.contentType())) {
            throw Failures.invalidAction("The ContentType must be one of:'text/html', 'application/json',"
                    + " 'application/javascript', 'text/css', 'text/plain'");
        }
        return config;
    }
}
