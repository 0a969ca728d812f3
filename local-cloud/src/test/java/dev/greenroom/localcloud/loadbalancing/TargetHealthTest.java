package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.Lab.forward;
import static dev.greenroom.localcloud.loadbalancing.Lab.path;
import static dev.greenroom.localcloud.loadbalancing.Lab.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class TargetHealthTest {
    private static final String IP = "172.31.0.10";

    private final Lab lab = new Lab();
    private final TargetGroup group = lab.targetGroup("service");

    @AfterEach
    void close() {
        lab.close();
    }

    @Nested
    class A_group_that_no_listener_uses {
        @Test
        void is_not_checked() {
            Backend backend = lab.backend("a", IP);
            lab.register(group, IP);

            assertThat(lab.health(group, IP).state()).isEqualTo(TargetHealthStateEnum.UNUSED);
            assertThat(lab.health(group, IP).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
            assertThat(backend.healthChecks).isEmpty();
        }

        @Test
        void is_checked_as_soon_as_a_rule_uses_it() {
            lab.backend("a", IP);
            lab.register(group, IP);
            Listener listener = lab.listener(lab.loadBalancer("shop"), say("default"));
            lab.elb.createRule(rule -> rule.listenerArn(listener.listenerArn())
                    .priority(1)
                    .conditions(path("/service/*"))
                    .actions(forward(group)));

            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);
        }

        @Test
        void is_unused_again_when_its_listener_is_gone() {
            lab.backend("a", IP);
            Listener listener = inUse();
            lab.register(group, IP);
            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);

            lab.elb.deleteListener(delete -> delete.listenerArn(listener.listenerArn()));

            assertThat(lab.health(group, IP).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
        }

        @Test
        void goes_on_as_healthy_when_it_is_used_again_soon() {
            lab.backend("a", IP);
            Listener listener = inUse();
            lab.register(group, IP);
            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);

            lab.elb.modifyListener(
                    modify -> modify.listenerArn(listener.listenerArn()).defaultActions(say("nothing")));
            lab.elb.modifyListener(
                    modify -> modify.listenerArn(listener.listenerArn()).defaultActions(forward(group)));

            assertThat(lab.health(group, IP).state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
            assertThat(lab.get(listener, "/").body()).isEqualTo("a");
        }
    }

    @Nested
    class A_health_check {
        @Test
        void has_the_shape_of_those_of_aws() {
            Backend backend = lab.backend("a", IP);
            inUse();
            lab.register(group, IP);
            await().until(() -> !backend.healthChecks.isEmpty());

            var headers = backend.healthChecks.get(0);
            assertThat(headers.getFirst("Host")).isEqualTo(IP + ":8080");
            assertThat(headers.getFirst("User-Agent")).isEqualTo("ELB-HealthChecker/2.0");
            assertThat(headers.getFirst("Connection")).isEqualTo("close");
        }

        @Test
        void goes_to_a_port_of_its_own_where_the_group_has_one() {
            try (var other = new Backend("health")) {
                lab.network.attach(IP, 9000, other.address());
                lab.backend("a", IP);
                lab.elb.modifyTargetGroup(
                        modify -> modify.targetGroupArn(group.targetGroupArn()).healthCheckPort("9000"));
                inUse();
                lab.register(group, IP);
                lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);

                assertThat(other.healthChecks).isNotEmpty();
                assertThat(described().healthCheckPort()).isEqualTo("9000");
            }
        }

        @Test
        void waits_patiently_for_a_target_that_starts() {
            Backend backend = lab.backend("a", IP);
            backend.healthStatus = 503;
            inUse();
            lab.register(group, IP);
            await().until(() -> backend.healthChecks.size() > 3);
            assertThat(lab.health(group, IP).reason()).isEqualTo(TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);

            backend.healthStatus = 200;

            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);
        }
    }

    @Nested
    class A_target {
        @Test
        void is_shown_with_its_zone_and_ports() {
            lab.register(group, IP);

            TargetHealthDescription target = described();
            assertThat(target.target().id()).isEqualTo(IP);
            assertThat(target.target().port()).isEqualTo(8080);
            assertThat(target.target().availabilityZone()).isEqualTo("eu-west-1a");
            assertThat(target.healthCheckPort()).isEqualTo("8080");
        }

        @Test
        void that_nobody_registered_is_unused() {
            assertThat(lab.health(group, IP).state()).isEqualTo(TargetHealthStateEnum.UNUSED);
            assertThat(lab.health(group, IP).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
        }

        @Test
        void that_drains_without_requests_is_gone_at_once() {
            lab.backend("a", IP);
            inUse();
            lab.register(group, IP);
            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);

            lab.deregister(group, IP);

            assertThat(lab.elb
                            .describeTargetHealth(describe -> describe.targetGroupArn(group.targetGroupArn()))
                            .targetHealthDescriptions())
                    .isEmpty();
        }

        @Test
        void that_is_registered_again_starts_anew() {
            Backend backend = lab.backend("a", IP);
            inUse();
            lab.register(group, IP);
            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);
            backend.healthStatus = 503;
            lab.deregister(group, IP);

            lab.register(group, IP);

            assertThat(lab.health(group, IP).state()).isEqualTo(TargetHealthStateEnum.INITIAL);
            backend.healthStatus = 200;
            lab.awaitState(group, IP, TargetHealthStateEnum.HEALTHY);
        }

        @Test
        void asks_ec2_for_its_zone_only_once() {
            lab.register(group, IP);
            int lookups = lab.vpc.subnetLookups.get();

            lab.register(group, "172.31.0.11", "172.31.16.1");

            assertThat(lab.vpc.subnetLookups).hasValue(lookups);
        }
    }

    private Listener inUse() {
        return lab.listener(lab.loadBalancer("shop"), forward(group));
    }

    private TargetHealthDescription described() {
        return lab.elb
                .describeTargetHealth(describe -> describe.targetGroupArn(group.targetGroupArn()))
                .targetHealthDescriptions()
                .get(0);
    }
}
