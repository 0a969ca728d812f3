package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.Lab.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.cloudformation.schema.ResourceSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

class ResourceTypesTest {
    private final Lab lab = new Lab();
    private final List<ResourceType> types = LoadBalancing.resourceTypes(lab.clients);

    @AfterEach
    void close() {
        lab.close();
    }

    @Nested
    class A_load_balancer {
        private final Map<String, Object> properties = Map.of(
                "Subnets", List.of("subnet-a", "subnet-b"),
                "SecurityGroups", List.of("sg-web"),
                "LoadBalancerAttributes", List.of(Map.of("Key", "idle_timeout.timeout_seconds", "Value", "30")));

        @Test
        void is_made_with_a_name_its_attributes_and_its_tags() throws Exception {
            var request = new Request(properties);

            ResourceState state = type("LoadBalancer").create(request);

            LoadBalancer made = describe(state);
            assertThat(state.physicalId()).isEqualTo(made.loadBalancerArn());
            assertThat(request.initiated).containsExactly(state.physicalId());
            assertThat(made.loadBalancerName()).isEqualTo("stack-Logical-1");
            assertThat(made.securityGroups()).containsExactly("sg-web");
            assertThat(attribute(state)).isEqualTo("30");
            assertThat(tags(state.physicalId())).isEqualTo(request.tags());
            assertThat(state.attributes())
                    .containsEntry("DNSName", made.dnsName())
                    .containsEntry("LoadBalancerFullName", state.physicalId().replaceAll(".*:loadbalancer/", ""));
        }

        @Test
        void gives_an_attribute_that_left_the_template_its_default_back() throws Exception {
            ResourceState state = type("LoadBalancer").create(new Request(properties));

            type("LoadBalancer")
                    .update(
                            new Request(
                                    Map.of(
                                            "Subnets",
                                            List.of("subnet-b", "subnet-a2"),
                                            "SecurityGroups",
                                            List.of("sg-web")),
                                    properties),
                            state);

            assertThat(attribute(state)).isEqualTo("60");
            assertThat(describe(state).availabilityZones())
                    .extracting(zone -> zone.subnetId())
                    .containsExactly("subnet-b", "subnet-a2");
        }

        @Test
        void is_not_taken_over_from_somebody_else() {
            lab.loadBalancer("shop");

            assertThatThrownBy(() -> type("LoadBalancer")
                            .create(new Request(Map.of("Name", "shop", "Subnets", List.of("subnet-a", "subnet-b")))))
                    .isInstanceOf(ResourceFailedException.class)
                    .hasMessage(
                            "Resource of type 'AWS::ElasticLoadBalancingV2::LoadBalancer' with identifier 'shop' already exists.");
        }

        @Test
        void refuses_a_property_that_is_not_emulated() {
            assertThatThrownBy(() -> type("LoadBalancer")
                            .create(new Request(Map.of("MinimumLoadBalancerCapacity", Map.of("CapacityUnits", 1)))))
                    .hasMessage(
                            "The property {/MinimumLoadBalancerCapacity} is not emulated by the local load balancer");
        }

        @Test
        void is_deleted_once_and_again() throws Exception {
            ResourceState state = type("LoadBalancer").create(new Request(properties));

            type("LoadBalancer").delete(new Request(properties), state);
            type("LoadBalancer").delete(new Request(properties), state);

            assertThat(lab.elb.describeLoadBalancers().loadBalancers()).isEmpty();
        }

        private LoadBalancer describe(ResourceState state) {
            return lab.elb
                    .describeLoadBalancers(describe -> describe.loadBalancerArns(state.physicalId()))
                    .loadBalancers()
                    .get(0);
        }

        private String attribute(ResourceState state) {
            return lab
                    .elb
                    .describeLoadBalancerAttributes(describe -> describe.loadBalancerArn(state.physicalId()))
                    .attributes()
                    .stream()
                    .filter(attribute -> attribute.key().equals("idle_timeout.timeout_seconds"))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }
    }

    @Nested
    class A_target_group {
        private final Map<String, Object> properties = Map.of(
                "VpcId", FakeVpc.ID,
                "TargetType", "ip",
                "Protocol", "HTTP",
                "Port", "8080",
                "HealthCheckPath", "/health",
                "Matcher", Map.of("HttpCode", "200-299"),
                "Targets", List.of(Map.of("Id", "172.31.0.10")));

        @Test
        void is_made_with_its_targets() throws Exception {
            ResourceState state = type("TargetGroup").create(new Request(properties));

            TargetGroup group = describe(state);
            assertThat(group.healthCheckPath()).isEqualTo("/health");
            assertThat(group.matcher().httpCode()).isEqualTo("200-299");
            assertThat(lab.health(group, "172.31.0.10").reasonAsString()).isEqualTo("Target.NotInUse");
            assertThat(state.attributes())
                    .containsEntry("TargetGroupName", "stack-Logical-1")
                    .containsEntry("LoadBalancerArns", List.of());
        }

        @Test
        void goes_back_to_what_the_template_no_longer_says() throws Exception {
            ResourceState state = type("TargetGroup").create(new Request(properties));
            Map<String, Object> less =
                    Map.of("VpcId", FakeVpc.ID, "TargetType", "ip", "Protocol", "HTTP", "Port", "8080");

            type("TargetGroup").update(new Request(less, properties), state);

            assertThat(describe(state).healthCheckPath()).isEqualTo("/");
            assertThat(describe(state).matcher().httpCode()).isEqualTo("200");
            assertThat(lab.health(describe(state), "172.31.0.10").reasonAsString())
                    .isEqualTo("Target.NotRegistered");
        }

        @Test
        void that_is_in_use_is_not_deleted() throws Exception {
            ResourceState state = type("TargetGroup").create(new Request(properties));
            lab.listener(lab.loadBalancer("shop"), Lab.forward(describe(state)));

            assertThatThrownBy(() -> type("TargetGroup").delete(new Request(properties), state))
                    .isInstanceOf(ResourceInUseException.class);
        }

        private TargetGroup describe(ResourceState state) {
            return lab.elb
                    .describeTargetGroups(describe -> describe.targetGroupArns(state.physicalId()))
                    .targetGroups()
                    .get(0);
        }
    }

    @Nested
    class A_listener_with_a_rule {
        private final LoadBalancer balancer = lab.loadBalancer("shop");
        private final int port = Lab.freePort(balancer.dnsName());

        @Test
        void is_made_changed_and_deleted() throws Exception {
            ResourceState listener = type("Listener").create(new Request(listener("old")));
            ResourceState rule = type("ListenerRule").create(new Request(rule(listener, 5, "/old/*")));
            assertThat(get("/")).isEqualTo("old");
            assertThat(get("/old/page")).isEqualTo("rule");

            type("Listener").update(new Request(listener("new"), listener("old")), listener);
            type("ListenerRule").update(new Request(rule(listener, 6, "/new/*"), rule(listener, 5, "/old/*")), rule);
            assertThat(get("/old/page")).isEqualTo("new");
            assertThat(get("/new/page")).isEqualTo("rule");
            assertThat(lab.elb
                            .describeRules(describe -> describe.ruleArns(rule.physicalId()))
                            .rules())
                    .singleElement()
                    .satisfies(described -> assertThat(described.priority()).isEqualTo("6"));

            type("ListenerRule").delete(new Request(Map.of()), rule);
            type("ListenerRule").delete(new Request(Map.of()), rule);
            type("Listener").delete(new Request(Map.of()), listener);
            type("Listener").delete(new Request(Map.of()), listener);
            assertThat(lab.elb
                            .describeListeners(describe -> describe.loadBalancerArn(balancer.loadBalancerArn()))
                            .listeners())
                    .isEmpty();
        }

        @Test
        void is_not_taken_over_from_somebody_else() {
            Listener other = lab.listener(balancer, say("other"));

            assertThatThrownBy(() -> type("Listener")
                            .create(new Request(Map.of(
                                    "LoadBalancerArn", balancer.loadBalancerArn(),
                                    "Port", other.port(),
                                    "Protocol", "HTTP",
                                    "DefaultActions", List.of(fixed("other"))))))
                    .hasMessageContaining("A listener already exists on this port for this load balancer");
        }

        private Map<String, Object> listener(String text) {
            return Map.of(
                    "LoadBalancerArn", balancer.loadBalancerArn(),
                    "Port", String.valueOf(port),
                    "Protocol", "HTTP",
                    "DefaultActions", List.of(fixed(text)));
        }

        private Map<String, Object> rule(ResourceState listener, int priority, String path) {
            return Map.of(
                    "ListenerArn", listener.physicalId(),
                    "Priority", String.valueOf(priority),
                    "Conditions", List.of(Map.of("Field", "path-pattern", "Values", List.of(path))),
                    "Actions", List.of(fixed("rule")));
        }

        private static Map<String, Object> fixed(String text) {
            return Map.of(
                    "Type", "fixed-response", "FixedResponseConfig", Map.of("StatusCode", "200", "MessageBody", text));
        }

        private String get(String path) {
            Listener listener = Listener.builder()
                    .loadBalancerArn(balancer.loadBalancerArn())
                    .port(port)
                    .build();
            return lab.get(listener, path).body();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LoadBalancer", "TargetGroup", "Listener", "ListenerRule"})
    void each_type_is_one_of_aws(String name) {
        assertThat(new ResourceSchemas().find(type(name).name())).isPresent();
    }

    private ResourceType type(String name) {
        return types.stream()
                .filter(type -> type.name().equals("AWS::ElasticLoadBalancingV2::" + name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> tags(String arn) {
        return TagOperations.of(lab.elb
                .describeTags(describe -> describe.resourceArns(arn))
                .tagDescriptions()
                .get(0)
                .tags());
    }

    /** What the engine would ask for. */
    private static final class Request implements ResourceRequest {
        final List<String> initiated = new ArrayList<>();
        private final Properties properties;
        private final Properties previous;

        Request(Map<String, Object> properties) {
            this(properties, Map.of());
        }

        Request(Map<String, Object> properties, Map<String, Object> previous) {
            this.properties = new Properties(properties);
            this.previous = new Properties(previous);
        }

        @Override
        public Optional<String> actingRole() {
            return Optional.empty();
        }

        @Override
        public AwsScope scope() {
            return new AwsScope("000000000000", "eu-west-1");
        }

        @Override
        public String stackName() {
            return "stack";
        }

        @Override
        public String stackId() {
            return "arn:aws:cloudformation:eu-west-1:000000000000:stack/stack/1";
        }

        @Override
        public String logicalId() {
            return "Logical";
        }

        @Override
        public Properties properties() {
            return properties;
        }

        @Override
        public Properties previousProperties() {
            return previous;
        }

        @Override
        public Map<String, String> tags() {
            return Map.of("project", "shop", "aws:cloudformation:stack-name", "stack");
        }

        @Override
        public String generatedName(int maxLength) {
            return "stack-Logical-1";
        }

        @Override
        public void initiated(String physicalId) {
            initiated.add(physicalId);
        }
    }
}
