package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.loadbalancing.proxy.Action;
import dev.greenroom.localcloud.loadbalancing.proxy.Condition;
import dev.greenroom.localcloud.loadbalancing.proxy.ListenerConfig;
import dev.greenroom.localcloud.loadbalancing.proxy.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Turns listeners and rules into what the data plane goes by. Called with the state's monitor held. */
final class Routing {
    private final State state;

    Routing(State state) {
        this.state = requireNonNull(state, "state is null");
    }

    /** Lets a listener go by what the state now says of it: for new requests at once. */
    void apply(String listenerArn) {
        OpenListener listener = state.listener(listenerArn);
        listener.socket().configure(config(listener.description()));
    }

    /** Starts and ends the checks of the groups that came into use or went out of it. */
    void refreshUse() {
        Map<String, String> users = state.loadBalancersByGroup();
        state.groups().list().forEach(group -> group.targets().use(users.containsKey(group.arn())));
    }

    ListenerConfig config(Listener listener) {
        Attributes attributes = state.balancer(listener.loadBalancerArn()).attributes();
        List<Rule> rules = state.rulesOf(listener.listenerArn()).stream()
                .map(rule -> new Rule(
                        rule.priority(),
                        rule.conditions().stream().map(Routing::condition).toList(),
                        action(rule.actions())))
                .toList();
        return new ListenerConfig(
                "http",
                listener.port(),
                rules,
                action(listener.defaultActions()),
                Duration.ofSeconds(attributes.number("idle_timeout.timeout_seconds")),
                Duration.ofSeconds(attributes.number("client_keep_alive.seconds")));
    }

    private Action action(List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> actions) {
        var action = actions.get(0);
        return switch (action.type()) {
            case FORWARD ->
                new Action.Forward(action.forwardConfig().targetGroups().stream()
                        .map(group -> new Action.WeightedPool(
                                state.group(group.targetGroupArn()).targets().pool(), group.weight()))
                        .toList());
            case REDIRECT -> redirect(action.redirectConfig());
            default -> fixedResponse(action.fixedResponseConfig());
        };
    }

    private static Action redirect(RedirectActionConfig config) {
        return new Action.Redirect(
                config.protocol(),
                config.host(),
                config.port(),
                config.path(),
                config.query(),
                config.statusCode() == RedirectActionStatusCodeEnum.HTTP_301 ? 301 : 302);
    }

    private static Action fixedResponse(FixedResponseActionConfig config) {
        String body = Objects.requireNonNullElse(config.messageBody(), "");
        String defaultType = body.isEmpty() ? "" : "text/plain";
        return new Action.FixedResponse(
                Integer.parseInt(config.statusCode()),
                Objects.requireNonNullElse(config.contentType(), defaultType),
                body);
    }

    private static Condition condition(RuleCondition condition) {
        return switch (condition.field()) {
            case "path-pattern" -> new Condition.PathPattern(condition.values());
            case "host-header" -> new Condition.HostHeader(condition.values());
            case "http-header" ->
                new Condition.HttpHeader(
                        condition.httpHeaderConfig().httpHeaderName(),
                        condition.httpHeaderConfig().values());
            case "http-request-method" ->
                new Condition.RequestMethod(condition.httpRequestMethodConfig().values());
            case "query-string" ->
                new Condition.QueryString(condition.queryStringConfig().values().stream()
                        .map(pair -> new Condition.Parameter(Optional.ofNullable(pair.key()), pair.value()))
                        .toList());
            default -> new Condition.SourceIp(condition.sourceIpConfig().values());
        };
    }
}
