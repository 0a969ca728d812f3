package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.Lab.forward;
import static dev.greenroom.localcloud.loadbalancing.Lab.path;
import static dev.greenroom.localcloud.loadbalancing.Lab.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import java.net.InetAddress;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What the API says and refuses, in AWS's words. */
class ApiTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Nested
    class A_load_balancer {
        @Test
        void is_provisioning_when_it_is_made_and_active_then() {
            LoadBalancer created = lab.loadBalancer("shop");

            assertThat(created.state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);
            LoadBalancer described = lab.elb
                    .describeLoadBalancers(describe -> describe.names("shop"))
                    .loadBalancers()
                    .get(0);
            assertThat(described.state().code()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
            assertThat(described.loadBalancerArn())
                    .matches("arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/shop/[0-9a-f]{16}");
            assertThat(described.dnsName()).startsWith("127.");
            assertThat(described.vpcId()).isEqualTo(FakeVpc.ID);
            assertThat(described.schemeAsString()).isEqualTo("internet-facing");
            assertThat(described.availabilityZones())
                    .extracting(AvailabilityZone::zoneName)
                    .containsExactly("eu-west-1a", "eu-west-1b");
        }

        @Test
        void gets_the_default_security_group_of_its_vpc_where_it_names_none() {
            LoadBalancer created = lab.elb
                    .createLoadBalancer(create -> create.name("shop").subnets("subnet-a", "subnet-b"))
                    .loadBalancers()
                    .get(0);

            assertThat(created.securityGroups()).containsExactly("sg-default");
        }

        @Test
        void has_its_name_alone_unless_it_is_asked_for_the_same_again() {
            LoadBalancer first = lab.loadBalancer("shop");

            assertThat(lab.loadBalancer("shop").loadBalancerArn()).isEqualTo(first.loadBalancerArn());
            refused(
                    () -> lab.elb.createLoadBalancer(create ->
                            create.name("shop").subnets("subnet-a", "subnet-b").scheme("internal")),
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name 'shop' exists, but with different settings");
        }

        @Test
        void needs_two_zones() {
            refused(
                    () -> lab.elb.createLoadBalancer(
                            create -> create.name("shop").subnets("subnet-a")),
                    "ValidationError",
                    "At least two subnets in two different Availability Zones must be specified");
            refused(
                    () -> lab.elb.createLoadBalancer(
                            create -> create.name("shop").subnets("subnet-a", "subnet-a2")),
                    "InvalidConfigurationRequest",
                    "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
            refused(
                    () -> lab.elb.createLoadBalancer(
                            create -> create.name("shop").subnets("subnet-a", "subnet-none")),
                    "SubnetNotFound",
                    "The subnet ID 'subnet-none' does not exist");
            refused(
                    () -> lab.elb.createLoadBalancer(create ->
                            create.name("shop").subnets("subnet-a", "subnet-b").securityGroups("sg-none")),
                    "InvalidConfigurationRequest",
                    "One or more security groups are invalid");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "-shop|Load balancer name '-shop' cannot begin or end with '-'",
                    "internal-shop|Load balancer name 'internal-shop' cannot begin with 'internal-'",
                    "my_shop|Load balancer name 'my_shop' can only contain characters that are alphanumeric characters"
                            + " and hyphens(-)",
                    "a23456789012345678901234567890123|Load balancer name 'a23456789012345678901234567890123' cannot"
                            + " be longer than '32' characters"
                })
        void has_a_name_of_its_pattern(String name, String message) {
            refused(() -> lab.loadBalancer(name), "ValidationError", message);
        }

        @Test
        void of_another_kind_is_refused_by_name() {
            refused(
                    () -> lab.elb.createLoadBalancer(
                            create -> create.name("shop").type("network").subnets("subnet-a", "subnet-b")),
                    "InvalidConfigurationRequest",
                    "The load balancer type 'network' is not emulated by the local load balancer");
        }

        @Test
        void that_is_not_there_is_not_found() {
            refused(
                    () -> lab.elb.describeLoadBalancers(describe -> describe.names("none")),
                    "LoadBalancerNotFound",
                    "Load balancers '[none]' not found");
            refused(
                    () -> lab.elb.describeListeners(describe -> describe.loadBalancerArn("none")),
                    "ValidationError",
                    "'none' is not a valid load balancer ARN");
        }

        @Test
        void that_is_protected_is_not_deleted() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            attribute(balancer, "deletion_protection.enabled", "true");

            refused(
                    () -> lab.elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(balancer.loadBalancerArn())),
                    "OperationNotPermitted",
                    "Load balancer '%s' cannot be deleted because deletion protection is enabled"
                            .formatted(balancer.loadBalancerArn()));
        }

        @Test
        void is_deleted_with_its_listeners() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            TargetGroup group = lab.targetGroup("service");
            Listener listener = lab.listener(balancer, forward(group));

            lab.elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(balancer.loadBalancerArn()));
            lab.elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(balancer.loadBalancerArn()));
            lab.elb.deleteTargetGroup(delete -> delete.targetGroupArn(group.targetGroupArn()));

            refused(
                    () -> lab.elb.describeListeners(describe -> describe.listenerArns(listener.listenerArn())),
                    "ListenerNotFound",
                    "One or more listeners not found");
        }

        @Test
        void knows_the_attributes_of_its_kind() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            attribute(balancer, "idle_timeout.timeout_seconds", "4");

            assertThat(lab.elb
                            .describeLoadBalancerAttributes(
                                    describe -> describe.loadBalancerArn(balancer.loadBalancerArn()))
                            .attributes())
                    .extracting(LoadBalancerAttribute::key, LoadBalancerAttribute::value)
                    .contains(tuple("idle_timeout.timeout_seconds", "4"), tuple("routing.http2.enabled", "true"));
            refused(
                    () -> attribute(balancer, "idle.timeout", "4"),
                    "ValidationError",
                    "Load balancer attribute key 'idle.timeout' is not recognized");
            refused(
                    () -> attribute(balancer, "dns_record.client_routing_policy", "any"),
                    "InvalidConfigurationRequest",
                    "Load balancer attribute key 'dns_record.client_routing_policy' is not supported on load balancers"
                            + " with type 'application'");
            refused(
                    () -> attribute(balancer, "idle_timeout.timeout_seconds", "0"),
                    "ValidationError",
                    "'idle_timeout.timeout_seconds' must be between '1-4000' inclusive");
        }

        @Test
        void comes_page_by_page() {
            IntStream.range(0, 3).forEach(number -> lab.loadBalancer("shop-" + number));

            var first = lab.elb.describeLoadBalancers(describe -> describe.pageSize(2));
            var second = lab.elb.describeLoadBalancers(
                    describe -> describe.pageSize(2).marker(first.nextMarker()));

            assertThat(first.loadBalancers()).hasSize(2);
            assertThat(second.loadBalancers())
                    .extracting(LoadBalancer::loadBalancerName)
                    .containsExactly("shop-2");
            assertThat(second.nextMarker()).isNull();
        }
    }

    @Nested
    class A_target_group {
        @Test
        void has_the_health_check_of_aws_where_it_says_nothing() {
            TargetGroup group = lab.elb
                    .createTargetGroup(create -> create.name("service")
                            .protocol("HTTP")
                            .port(80)
                            .vpcId(FakeVpc.ID)
                            .targetType("ip"))
                    .targetGroups()
                    .get(0);

            assertThat(group.healthCheckIntervalSeconds()).isEqualTo(30);
            assertThat(group.healthCheckTimeoutSeconds()).isEqualTo(5);
            assertThat(group.healthyThresholdCount()).isEqualTo(5);
            assertThat(group.unhealthyThresholdCount()).isEqualTo(2);
            assertThat(group.healthCheckPort()).isEqualTo("traffic-port");
            assertThat(group.healthCheckPath()).isEqualTo("/");
            assertThat(group.matcher().httpCode()).isEqualTo("200");
        }

        @Test
        void tells_which_load_balancer_uses_it() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            TargetGroup group = lab.targetGroup("service");
            assertThat(group.loadBalancerArns()).isEmpty();

            lab.listener(balancer, forward(group));

            assertThat(lab.elb
                            .describeTargetGroups(describe -> describe.loadBalancerArn(balancer.loadBalancerArn()))
                            .targetGroups())
                    .singleElement()
                    .satisfies(used -> assertThat(used.loadBalancerArns()).containsExactly(balancer.loadBalancerArn()));
        }

        @Test
        void serves_one_load_balancer_only() {
            TargetGroup group = lab.targetGroup("service");
            lab.listener(lab.loadBalancer("one"), forward(group));
            LoadBalancer two = lab.loadBalancer("two");

            refused(
                    () -> lab.listener(two, forward(group)),
                    "TargetGroupAssociationLimit",
                    "The following target groups cannot be associated with more than one load balancer: "
                            + group.targetGroupArn());
        }

        @Test
        void that_is_in_use_is_not_deleted() {
            TargetGroup group = lab.targetGroup("service");
            lab.listener(lab.loadBalancer("shop"), forward(group));

            refused(
                    () -> lab.elb.deleteTargetGroup(delete -> delete.targetGroupArn(group.targetGroupArn())),
                    "ResourceInUse",
                    "Target group '%s' is currently in use by a listener or a rule".formatted(group.targetGroupArn()));
        }

        @Test
        void has_its_name_alone_unless_it_is_asked_for_the_same_again() {
            TargetGroup first = lab.targetGroup("service");

            assertThat(lab.targetGroup("service").targetGroupArn()).isEqualTo(first.targetGroupArn());
            refused(
                    () -> lab.targetGroup("service", create -> create.port(81)),
                    "DuplicateTargetGroupName",
                    "A target group with the same name 'service' exists, but with different settings");
        }

        @Test
        void is_refused_where_its_health_check_makes_no_sense() {
            refused(
                    () -> lab.targetGroup("service", create -> create.healthCheckTimeoutSeconds(5)),
                    "ValidationError",
                    "Health check interval must be greater than the timeout.");
            refused(
                    () -> lab.targetGroup("service", create -> create.healthCheckIntervalSeconds(600)),
                    "ValidationError",
                    "1 validation error detected: Value '600' at 'healthCheckIntervalSeconds' failed to satisfy"
                            + " constraint: Member must have value less than or equal to 300");
        }

        @ParameterizedTest
        @CsvSource({
            "lambda,   HTTP, HTTP1, The target type 'lambda'",
            "ip,       TCP,  HTTP1, The target group protocol 'TCP'",
            "ip,       HTTP, GRPC,  The protocol version 'GRPC'"
        })
        void that_is_not_emulated_is_refused_by_name(String type, String protocol, String version, String what) {
            refused(
                    () -> lab.targetGroup(
                            "service",
                            create -> create.targetType(type).protocol(protocol).protocolVersion(version)),
                    "InvalidConfigurationRequest",
                    what + " is not emulated by the local load balancer");
        }

        @Test
        void knows_the_attributes_of_its_kind() {
            TargetGroup group = lab.targetGroup("service");
            lab.set(group, "deregistration_delay.timeout_seconds", "20");

            assertThat(lab.elb
                            .describeTargetGroupAttributes(describe -> describe.targetGroupArn(group.targetGroupArn()))
                            .attributes())
                    .extracting(TargetGroupAttribute::key, TargetGroupAttribute::value)
                    .contains(
                            tuple("deregistration_delay.timeout_seconds", "20"),
                            tuple("load_balancing.algorithm.type", "round_robin"));
            refused(
                    () -> lab.set(group, "delay", "20"),
                    "ValidationError",
                    "Target group attribute key 'delay' is not recognized");
            refused(
                    () -> lab.set(group, "slow_start.duration_seconds", "30"),
                    "InvalidConfigurationRequest",
                    "The attribute 'slow_start.duration_seconds' with the value '30' is not emulated by the local load"
                            + " balancer");
        }

        @Test
        void takes_only_addresses_of_its_vpc_without_a_zone() {
            TargetGroup group = lab.targetGroup("service");

            refused(
                    () -> lab.register(group, "10.4.40.87"),
                    "ValidationError",
                    "The Availability Zone is required for IP address '10.4.40.87' because it is not in the VPC");
            refused(
                    () -> lab.register(group, "service.local"),
                    "ValidationError",
                    "The IP address 'service.local' is not a valid IPv4 address");
        }

        @Test
        void is_one_of_instances_unless_its_type_is_given_and_stays_empty() {
            TargetGroup group = lab.targetGroup("default", create -> create.targetType((String) null));

            assertThat(group.targetType()).isEqualTo(TargetTypeEnum.INSTANCE);
            refused(
                    () -> lab.register(group, "i-0f1e2d3c4b5a69788"),
                    "InvalidConfigurationRequest",
                    "The target 'i-0f1e2d3c4b5a69788' of the type 'instance' is not emulated by the local load"
                            + " balancer");
        }

        @Test
        void that_is_not_there_is_not_found() {
            String arn = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/none/0";

            refused(
                    () -> lab.elb.describeTargetGroups(describe -> describe.names("none")),
                    "TargetGroupNotFound",
                    "One or more target groups not found");
            refused(
                    () -> lab.elb.describeTargetHealth(describe -> describe.targetGroupArn(arn)),
                    "TargetGroupNotFound",
                    "Target groups '%s' not found".formatted(arn));
        }
    }

    @Nested
    class A_listener {
        @Test
        void has_its_port_alone_unless_it_is_asked_for_the_same_again() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            Listener first = lab.listener(balancer, say("first"));

            assertThat(create(balancer, first.port(), "first").listenerArn()).isEqualTo(first.listenerArn());
            refused(
                    () -> create(balancer, first.port(), "second"),
                    "DuplicateListener",
                    "A listener already exists on this port for this load balancer '%s'"
                            .formatted(balancer.loadBalancerArn()));
        }

        @Test
        void moves_to_another_port() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            Listener listener = lab.listener(balancer, say("hello"));
            Listener other = lab.listener(balancer, say("other"));
            int port = Lab.freePort(balancer.dnsName());

            Listener moved = lab.elb
                    .modifyListener(
                            modify -> modify.listenerArn(listener.listenerArn()).port(port))
                    .listeners()
                    .get(0);

            assertThat(lab.get(moved, "/").body()).isEqualTo("hello");
            assertThat(create(balancer, listener.port(), "on the old port").port())
                    .isEqualTo(listener.port());
            refused(
                    () -> lab.elb.modifyListener(
                            modify -> modify.listenerArn(listener.listenerArn()).port(other.port())),
                    "ValidationError",
                    "Listener port '%d' is already in use".formatted(other.port()));
        }

        @Test
        void with_encryption_is_refused_by_name() {
            LoadBalancer balancer = lab.loadBalancer("shop");

            refused(
                    () -> lab.elb.createListener(create -> create.loadBalancerArn(balancer.loadBalancerArn())
                            .protocol("HTTPS")
                            .port(8443)
                            .defaultActions(say("hello"))),
                    "InvalidConfigurationRequest",
                    "The listener protocol 'HTTPS' is not emulated by the local load balancer");
        }

        @Test
        void forwards_to_groups_that_exist() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            TargetGroup group = lab.targetGroup("service");
            lab.elb.deleteTargetGroup(delete -> delete.targetGroupArn(group.targetGroupArn()));

            refused(
                    () -> lab.listener(balancer, forward(group)),
                    "TargetGroupNotFound",
                    "Target groups '%s' not found".formatted(group.targetGroupArn()));
        }

        private Listener create(LoadBalancer balancer, int port, String text) {
            return lab.elb
                    .createListener(create -> create.loadBalancerArn(balancer.loadBalancerArn())
                            .protocol("HTTP")
                            .port(port)
                            .defaultActions(say(text)))
                    .listeners()
                    .get(0);
        }
    }

    @Nested
    class Load_balancers_that_share_an_address {
        private final Lab shared = new Lab(new OneAddress());

        @AfterEach
        void close() {
            shared.close();
        }

        @Test
        void cant_share_a_port() {
            Listener listener = shared.listener(shared.loadBalancer("one"), say("one"));
            LoadBalancer two = shared.loadBalancer("two");

            refused(
                    () -> shared.elb.createListener(create -> create.loadBalancerArn(two.loadBalancerArn())
                            .protocol("HTTP")
                            .port(listener.port())
                            .defaultActions(say("two"))),
                    "InvalidConfigurationRequest",
                    "Tried to listen on 127.0.0.1:%d for load balancer 'two' but load balancer 'one' does: on this machine load balancers share one address, so choose another port"
                            .formatted(listener.port()));
        }

        private static final class OneAddress implements LoopbackAddresses {
            @Override
            public InetAddress next() {
                return InetAddress.getLoopbackAddress();
            }

            @Override
            public boolean areDistinct() {
                return false;
            }
        }
    }

    @Nested
    class Tags {
        @Test
        void are_kept_for_each_kind_of_resource() {
            LoadBalancer balancer = lab.loadBalancer("shop");
            TargetGroup group = lab.targetGroup("service");
            Listener listener = lab.listener(balancer, forward(group));
            String rule = lab.elb
                    .createRule(create -> create.listenerArn(listener.listenerArn())
                            .priority(1)
                            .conditions(path("/*"))
                            .actions(say("hello")))
                    .rules()
                    .get(0)
                    .ruleArn();
            String[] all = {balancer.loadBalancerArn(), group.targetGroupArn(), listener.listenerArn(), rule};

            lab.elb.addTags(add -> add.resourceArns(all).tags(tag("slot", "a"), tag("project", "shop")));
            lab.elb.removeTags(remove -> remove.resourceArns(all).tagKeys("project"));

            assertThat(lab.elb
                            .describeTags(describe -> describe.resourceArns(all))
                            .tagDescriptions())
                    .hasSize(4)
                    .allSatisfy(description -> assertThat(description.tags()).containsExactly(tag("slot", "a")));
        }

        @Test
        void come_once_each() {
            LoadBalancer balancer = lab.loadBalancer("shop");

            refused(
                    () -> lab.elb.addTags(add ->
                            add.resourceArns(balancer.loadBalancerArn()).tags(tag("slot", "a"), tag("slot", "b"))),
                    "DuplicateTagKeys",
                    "Tag key 'slot' was specified more than once");
        }

        private Tag tag(String key, String value) {
            return Tag.builder().key(key).value(value).build();
        }
    }

    private void attribute(LoadBalancer balancer, String key, String value) {
        lab.elb.modifyLoadBalancerAttributes(modify -> modify.loadBalancerArn(balancer.loadBalancerArn())
                .attributes(
                        LoadBalancerAttribute.builder().key(key).value(value).build()));
    }

    private static void refused(ThrowingCallable call, String code, String message) {
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(call)
                .satisfies(refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
                    assertThat(refusal.statusCode()).isEqualTo(400);
                });
    }
}
