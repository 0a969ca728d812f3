package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.Lab.condition;
import static dev.greenroom.localcloud.loadbalancing.Lab.forward;
import static dev.greenroom.localcloud.loadbalancing.Lab.path;
import static dev.greenroom.localcloud.loadbalancing.Lab.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class RuleTest {
    private final Lab lab = new Lab();
    private final Listener listener = lab.listener(lab.loadBalancer("shop"), say("default"));

    @AfterEach
    void close() {
        lab.close();
    }

    @Nested
    class A_condition {
        @Test
        void on_the_path() {
            rule(1, say("matched"), path("/img/*"));

            assertThat(lab.get(listener, "/img/a.png").body()).isEqualTo("matched");
            assertThat(lab.get(listener, "/other").body()).isEqualTo("default");
        }

        @Test
        void on_the_host() {
            rule(
                    1,
                    say("matched"),
                    condition(
                            "host-header",
                            host -> host.hostHeaderConfig(config ->
                                    config.values(lab.url(listener, "/").getHost()))));

            assertThat(lab.get(listener, "/").body()).isEqualTo("matched");
        }

        @Test
        void on_a_header() {
            rule(
                    1,
                    say("matched"),
                    condition(
                            "http-header",
                            header -> header.httpHeaderConfig(
                                    config -> config.httpHeaderName("X-Version").values("green*"))));

            assertThat(lab.get(listener, "/", request -> request.header("X-Version", "greenest"))
                            .body())
                    .isEqualTo("matched");
            assertThat(lab.get(listener, "/").body()).isEqualTo("default");
        }

        @Test
        void on_the_method() {
            rule(
                    1,
                    say("matched"),
                    condition(
                            "http-request-method",
                            method -> method.httpRequestMethodConfig(config -> config.values("POST"))));

            assertThat(lab.get(listener, "/", request -> request.POST(BodyPublishers.noBody()))
                            .body())
                    .isEqualTo("matched");
            assertThat(lab.get(listener, "/").body()).isEqualTo("default");
        }

        @Test
        void on_the_query() {
            rule(
                    1,
                    say("matched"),
                    condition(
                            "query-string",
                            query -> query.queryStringConfig(config -> config.values(QueryStringKeyValuePair.builder()
                                    .key("slot")
                                    .value("b")
                                    .build()))));

            assertThat(lab.get(listener, "/?slot=b").body()).isEqualTo("matched");
            assertThat(lab.get(listener, "/?slot=a").body()).isEqualTo("default");
        }

        @Test
        void on_the_address_of_the_client() {
            rule(
                    1,
                    say("matched"),
                    condition("source-ip", source -> source.sourceIpConfig(config -> config.values("127.0.0.0/8"))));

            assertThat(lab.get(listener, "/").body()).isEqualTo("matched");
        }

        @Test
        void is_shown_in_both_of_its_forms() {
            RuleCondition shown =
                    rule(1, say("matched"), path("/img/*")).conditions().get(0);

            assertThat(shown.values()).containsExactly("/img/*");
            assertThat(shown.pathPatternConfig().values()).containsExactly("/img/*");
        }
    }

    @Nested
    class An_action {
        @Test
        void spreads_requests_by_weight() {
            TargetGroup one = group("one", "172.31.0.1");
            TargetGroup two = group("two", "172.31.0.2");
            Action weighted = Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .forwardConfig(config -> config.targetGroups(weighted(one, 0), weighted(two, 10)))
                    .build();
            rule(1, weighted, path("/*"));
            lab.awaitState(two, "172.31.0.2", TargetHealthStateEnum.HEALTHY);

            assertThat(List.of(
                            lab.get(listener, "/").body(),
                            lab.get(listener, "/").body()))
                    .containsExactly("two", "two");
        }

        @Test
        void redirects() {
            rule(
                    1,
                    Action.builder()
                            .type(ActionTypeEnum.REDIRECT)
                            .redirectConfig(redirect -> redirect.statusCode("HTTP_301")
                                    .host("example.org")
                                    .port("8443")
                                    .protocol("HTTPS"))
                            .build(),
                    path("/old/*"));

            var response = lab.get(listener, "/old/page?q=1");
            assertThat(response.statusCode()).isEqualTo(301);
            assertThat(response.headers().firstValue("Location")).contains("https://example.org:8443/old/page?q=1");
        }

        @Test
        void is_shown_with_both_forms_of_a_single_target_group() {
            TargetGroup one = group("one", "172.31.0.1");

            Action shown = rule(1, forward(one), path("/*")).actions().get(0);

            assertThat(shown.targetGroupArn()).isEqualTo(one.targetGroupArn());
            assertThat(shown.forwardConfig().targetGroups()).containsExactly(weighted(one, 1));
        }

        @Test
        void that_is_not_emulated_is_refused_by_name() {
            Action login =
                    Action.builder().type(ActionTypeEnum.AUTHENTICATE_OIDC).build();

            assertThatThrownBy(() -> rule(1, login, path("/*")))
                    .hasMessageContaining("The action type 'authenticate-oidc' is not emulated");
        }
    }

    @Nested
    class The_rules_of_a_listener {
        @Test
        void are_tried_in_the_order_of_their_priority() {
            rule(20, say("second"), path("/*"));
            rule(10, say("first"), path("/*"));

            assertThat(lab.get(listener, "/").body()).isEqualTo("first");
            assertThat(describe()).extracting(Rule::priority).containsExactly("10", "20", "default");
        }

        @Test
        void can_swap_their_priorities() {
            Rule first = rule(10, say("first"), path("/*"));
            Rule second = rule(20, say("second"), path("/*"));

            lab.elb.setRulePriorities(set -> set.rulePriorities(priority(first, 20), priority(second, 10)));

            assertThat(lab.get(listener, "/").body()).isEqualTo("second");
        }

        @Test
        void change_and_go_for_the_next_request() {
            Rule rule = rule(10, say("old"), path("/*"));

            lab.elb.modifyRule(modify -> modify.ruleArn(rule.ruleArn()).actions(say("new")));
            assertThat(lab.get(listener, "/").body()).isEqualTo("new");

            lab.elb.deleteRule(delete -> delete.ruleArn(rule.ruleArn()));
            assertThat(lab.get(listener, "/").body()).isEqualTo("default");
        }

        @Test
        void cant_share_a_priority() {
            rule(10, say("first"), path("/*"));

            assertThatThrownBy(() -> rule(10, say("second"), path("/*")))
                    .hasMessageContaining("Priority '10' is currently in use");
        }

        @Test
        void have_a_default_that_stays() {
            String defaultRule = describe().get(0).ruleArn();

            assertThatThrownBy(() -> lab.elb.deleteRule(delete -> delete.ruleArn(defaultRule)))
                    .hasMessageContaining("Default rule '%s' cannot be deleted", defaultRule);
        }

        @Test
        void go_with_their_listener() {
            Rule rule = rule(10, say("first"), path("/*"));

            lab.elb.deleteListener(delete -> delete.listenerArn(listener.listenerArn()));

            assertThatThrownBy(() -> lab.elb.describeRules(describe -> describe.ruleArns(rule.ruleArn())))
                    .hasMessageContaining("One or more rules not found");
        }
    }

    private Rule rule(int priority, Action action, RuleCondition condition) {
        return lab.elb
                .createRule(create -> create.listenerArn(listener.listenerArn())
                        .priority(priority)
                        .conditions(condition)
                        .actions(action))
                .rules()
                .get(0);
    }

    private List<Rule> describe() {
        return lab.elb
                .describeRules(describe -> describe.listenerArn(listener.listenerArn()))
                .rules();
    }

    private TargetGroup group(String name, String ip) {
        lab.backend(name, ip);
        TargetGroup group = lab.targetGroup(name);
        lab.register(group, ip);
        return group;
    }

    private static TargetGroupTuple weighted(TargetGroup group, int weight) {
        return TargetGroupTuple.builder()
                .targetGroupArn(group.targetGroupArn())
                .weight(weight)
                .build();
    }

    private static RulePriorityPair priority(Rule rule, int priority) {
        return RulePriorityPair.builder()
                .ruleArn(rule.ruleArn())
                .priority(priority)
                .build();
    }
}
