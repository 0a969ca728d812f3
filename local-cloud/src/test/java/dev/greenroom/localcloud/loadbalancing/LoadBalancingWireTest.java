package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.Lab.condition;
import static dev.greenroom.localcloud.loadbalancing.Lab.forward;
import static dev.greenroom.localcloud.loadbalancing.Lab.path;
import static dev.greenroom.localcloud.loadbalancing.Lab.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.localcloud.gateway.ServedService;
import dev.greenroom.localcloud.protocol.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The same service through the gateway, as the SDK of anybody sees it. */
class LoadBalancingWireTest {
    private static final String IP = "172.31.0.10";

    private final Lab lab = new Lab();
    private ServedService<ElasticLoadBalancingV2Client> served;
    private ElasticLoadBalancingV2Client client;

    @BeforeEach
    void start() throws Exception {
        served = ServedService.start(
                "elasticloadbalancing",
                ElasticLoadBalancingV2Client.class,
                Wire.query("http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
                lab.elb,
                ElasticLoadBalancingV2Client.builder());
        client = served.client();
    }

    @AfterEach
    void close() {
        served.close();
        lab.close();
    }

    @Test
    void serves_the_life_of_a_load_balancer() {
        lab.backend("a", IP);
        LoadBalancer balancer = client.createLoadBalancer(create -> create.name("shop")
                        .subnets("subnet-a", "subnet-b")
                        .securityGroups("sg-web")
                        .tags(Tag.builder().key("project").value("shop").build()))
                .loadBalancers()
                .get(0);
        client.waiter().waitUntilLoadBalancerAvailable(wait -> wait.loadBalancerArns(balancer.loadBalancerArn()));
        TargetGroup group = lab.targetGroup("service");
        Listener listener = client.createListener(create -> create.loadBalancerArn(balancer.loadBalancerArn())
                        .protocol("HTTP")
                        .port(Lab.freePort(balancer.dnsName()))
                        .defaultActions(forward(group)))
                .listeners()
                .get(0);
        TargetDescription target = TargetDescription.builder().id(IP).build();
        client.registerTargets(
                register -> register.targetGroupArn(group.targetGroupArn()).targets(target));
        lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);

        assertThat(client.describeTargetHealth(describe -> describe.targetGroupArn(group.targetGroupArn()))
                        .targetHealthDescriptions())
                .singleElement()
                .satisfies(described -> {
                    assertThat(described.target().id()).isEqualTo(IP);
                    assertThat(described.targetHealth().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
                });
        assertThat(lab.get(listener, "/").body()).isEqualTo("a");

        client.modifyListener(
                modify -> modify.listenerArn(listener.listenerArn()).defaultActions(say("closed")));
        assertThat(lab.get(listener, "/").body()).isEqualTo("closed");

        client.deleteLoadBalancer(delete -> delete.loadBalancerArn(balancer.loadBalancerArn()));
        client.deleteTargetGroup(delete -> delete.targetGroupArn(group.targetGroupArn()));
        assertThat(client.describeLoadBalancers().loadBalancers()).isEmpty();
        assertThat(client.describeTargetGroups().targetGroups()).isEmpty();
    }

    @Test
    void carries_rules_attributes_and_tags() {
        LoadBalancer balancer = lab.loadBalancer("shop");
        Listener listener = lab.listener(balancer, say("default"));
        Rule rule = client.createRule(create -> create.listenerArn(listener.listenerArn())
                        .priority(7)
                        .conditions(
                                path("/a/*"),
                                condition(
                                        "http-header",
                                        header -> header.httpHeaderConfig(config ->
                                                config.httpHeaderName("X-Slot").values("b"))))
                        .actions(say("rule")))
                .rules()
                .get(0);
        client.modifyLoadBalancerAttributes(modify -> modify.loadBalancerArn(balancer.loadBalancerArn())
                .attributes(LoadBalancerAttribute.builder()
                        .key("idle_timeout.timeout_seconds")
                        .value("7")
                        .build()));
        client.addTags(add -> add.resourceArns(rule.ruleArn())
                .tags(Tag.builder().key("slot").value("b").build()));

        assertThat(client.describeRules(describe -> describe.listenerArn(listener.listenerArn()))
                        .rules())
                .extracting(Rule::priority)
                .containsExactly("7", "default");
        assertThat(rule.conditions()).hasSize(2);
        assertThat(lab.get(listener, "/a/1", request -> request.header("X-Slot", "b"))
                        .body())
                .isEqualTo("rule");
        assertThat(client.describeTags(describe -> describe.resourceArns(rule.ruleArn()))
                        .tagDescriptions()
                        .get(0)
                        .tags())
                .extracting(Tag::value)
                .containsExactly("b");
    }

    @Test
    void tells_what_is_wrong() {
        assertThatExceptionOfType(TargetGroupNotFoundException.class)
                .isThrownBy(() -> client.describeTargetGroups(describe -> describe.names("none")))
                .withMessageContaining("One or more target groups not found");
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(() -> client.createLoadBalancer(create -> create.name("shop")))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(() -> client.describeAccountLimits())
                .withMessageContaining("DescribeAccountLimits");
    }
}
