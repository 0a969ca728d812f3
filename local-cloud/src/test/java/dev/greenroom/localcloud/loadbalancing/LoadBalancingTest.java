package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.Lab.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Traffic through load balancers, listeners and target groups together. */
class LoadBalancingTest {
    private final Lab lab = new Lab();
    private final LoadBalancer balancer = lab.loadBalancer("shop");
    private final TargetGroup blue = lab.targetGroup("blue");
    private final TargetGroup green = lab.targetGroup("green");

    @AfterEach
    void close() {
        lab.close();
    }

    @Nested
    class Traffic {
        @Test
        void reaches_a_registered_target_once_it_is_healthy() {
            lab.backend("a", "172.31.0.10");
            Listener listener = lab.listener(balancer, forward(blue));
            assertThat(lab.get(listener, "/").statusCode()).isEqualTo(503);

            lab.register(blue, "172.31.0.10");
            lab.awaitState(blue, "172.31.0.10", TargetHealthStateEnum.HEALTHY);

            assertThat(lab.get(listener, "/").body()).isEqualTo("a");
        }

        @Test
        void follows_a_modified_listener_at_once() {
            lab.backend("blue", "172.31.0.10");
            lab.backend("green", "172.31.0.11");
            Listener live = lab.listener(balancer, forward(blue));
            Listener test = lab.listener(balancer, forward(green));
            lab.register(blue, "172.31.0.10");
            lab.register(green, "172.31.0.11");
            lab.awaitState(blue, "172.31.0.10", TargetHealthStateEnum.HEALTHY);
            lab.awaitState(green, "172.31.0.11", TargetHealthStateEnum.HEALTHY);

            for (int toggle = 0; toggle < 10; toggle++) {
                TargetGroup nowLive = toggle % 2 == 0 ? green : blue;
                TargetGroup nowTested = toggle % 2 == 0 ? blue : green;
                lab.elb.modifyListener(
                        modify -> modify.listenerArn(live.listenerArn()).defaultActions(forward(nowLive)));
                lab.elb.modifyListener(
                        modify -> modify.listenerArn(test.listenerArn()).defaultActions(forward(nowTested)));

                assertThat(lab.get(live, "/").body()).isEqualTo(nowLive.targetGroupName());
                assertThat(lab.get(test, "/").body()).isEqualTo(nowTested.targetGroupName());
            }
        }

        @Test
        void loses_no_request_while_two_listeners_swap_their_groups() throws Exception {
            lab.backend("blue", "172.31.0.10");
            lab.backend("green", "172.31.0.11");
            lab.register(blue, "172.31.0.10");
            lab.register(green, "172.31.0.11");
            Listener live = lab.listener(balancer, forward(blue));
            Listener test = lab.listener(balancer, forward(green));
            lab.awaitState(blue, "172.31.0.10", TargetHealthStateEnum.HEALTHY);
            lab.awaitState(green, "172.31.0.11", TargetHealthStateEnum.HEALTHY);
            var swapping = new AtomicBoolean(true);
            List<CompletableFuture<Set<Integer>>> clients = Stream.of(live, test, live, test)
                    .map(listener -> CompletableFuture.supplyAsync(() -> statuses(listener, swapping)))
                    .toList();

            for (int swap = 0; swap < 15; swap++) {
                lab.elb.modifyListener(
                        modify -> modify.listenerArn(live.listenerArn()).defaultActions(forward(green)));
                lab.elb.modifyListener(
                        modify -> modify.listenerArn(test.listenerArn()).defaultActions(forward(blue)));
                lab.get(live, "/");
                lab.elb.modifyListener(
                        modify -> modify.listenerArn(live.listenerArn()).defaultActions(forward(blue)));
                lab.elb.modifyListener(
                        modify -> modify.listenerArn(test.listenerArn()).defaultActions(forward(green)));
                lab.get(live, "/");
            }
            swapping.set(false);

            for (CompletableFuture<Set<Integer>> client : clients) {
                assertThat(client.get()).containsExactly(200);
            }
        }

        private Set<Integer> statuses(Listener listener, AtomicBoolean goOn) {
            var statuses = new HashSet<Integer>();
            do {
                statuses.add(lab.get(listener, "/").statusCode());
            } while (goOn.get());
            return statuses;
        }

        @Test
        void finishes_on_a_target_that_is_deregistered() throws Exception {
            Backend backend = lab.backend("a", "172.31.0.10");
            Listener listener = lab.listener(balancer, forward(blue));
            lab.register(blue, "172.31.0.10");
            lab.awaitState(blue, "172.31.0.10", TargetHealthStateEnum.HEALTHY);
            var held = CompletableFuture.supplyAsync(() -> lab.get(listener, "/held"));
            backend.arrived.await();

            lab.deregister(blue, "172.31.0.10");
            assertThat(lab.health(blue, "172.31.0.10").reason())
                    .isEqualTo(TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS);
            assertThat(lab.get(listener, "/").statusCode()).isEqualTo(503);
            backend.release.countDown();

            assertThat(held.get().body()).isEqualTo("a");
            lab.awaitState(blue, "172.31.0.10", TargetHealthStateEnum.UNUSED);
            assertThat(lab.health(blue, "172.31.0.10").reason())
                    .isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
        }

        @Test
        void is_cut_when_the_deregistration_delay_is_over() throws Exception {
            lab.set(blue, "deregistration_delay.timeout_seconds", "0");
            Backend backend = lab.backend("a", "172.31.0.10");
            Listener listener = lab.listener(balancer, forward(blue));
            lab.register(blue, "172.31.0.10");
            lab.awaitState(blue, "172.31.0.10", TargetHealthStateEnum.HEALTHY);
            var held = CompletableFuture.supplyAsync(() -> lab.get(listener, "/held"));
            backend.arrived.await();

            lab.deregister(blue, "172.31.0.10");

            assertThat(held.get().statusCode()).isEqualTo(502);
        }
    }

    @Nested
    class A_port_that_cant_be_had {
        @Test
        void fails_the_listener_with_the_reason() throws Exception {
            try (var taken = new ServerSocket(0, 1, InetAddress.getByName(balancer.dnsName()))) {
                assertThatThrownBy(() ->
                                lab.elb.createListener(create -> create.loadBalancerArn(balancer.loadBalancerArn())
                                        .protocol("HTTP")
                                        .port(taken.getLocalPort())
                                        .defaultActions(forward(blue))))
                        .hasMessageContaining("Tried to listen on %s:%d but the port is taken"
                                .formatted(balancer.dnsName(), taken.getLocalPort()));
            }
            assertThat(lab.elb
                            .describeListeners(describe -> describe.loadBalancerArn(balancer.loadBalancerArn()))
                            .listeners())
                    .isEmpty();
        }
    }
}
