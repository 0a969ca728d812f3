package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** The networks of a template. */
class NetworkResourcesTest {
    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final Ec2Client ec2 = cloud.client(Ec2Client.builder());

    @Test
    void are_made_changed_brought_back_and_deleted() {
        TestStack stack = TestStack.create(cloud, "network");
        theNetworkIsVersionOne(stack);
        String group = stack.output("InnerGroup");

        stack.updateInVain();
        theNetworkIsVersionOne(stack);
        assertThat(stack.output("InnerGroup")).isEqualTo(group);

        stack.update("two");
        theNetworkIsVersionTwo(stack);
        assertThat(stack.output("InnerGroup")).as("replaced").isNotEqualTo(group);

        String vpc = stack.output("Vpc");
        stack.delete();
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(() -> ec2.describeVpcs(describe -> describe.vpcIds(vpc)))
                .withMessageContaining(vpc);
    }

    private void theNetworkIsVersionOne(TestStack stack) {
        assertThat(tags(stack.output("Vpc")))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(tags(stack.output("Subnet"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("Gateway"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("PublicRoutes"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("PublicGroup"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("Allocation"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("Nat"))).containsOnly(Map.entry("version", "one"));
        assertThat(natAddress(stack.output("Nat"))).isEqualTo(stack.output("Address"));
        assertThat(endpointRouteTables(stack.output("Endpoint"))).containsExactly(stack.output("PublicRoutes"));
        assertThat(hasDnsHostnames(stack.output("Vpc"))).isFalse();
        assertThat(subnet(stack).mapPublicIpOnLaunch()).isFalse();
        assertThat(subnet(stack).cidrBlock()).isEqualTo("10.20.0.0/24");
        assertThat(routes(stack.output("PublicRoutes")))
                .containsOnly(Map.entry("10.20.0.0/16", "local"), Map.entry("0.0.0.0/0", stack.output("Gateway")));
        assertThat(associatedSubnets(stack.output("PublicRoutes"))).containsExactly(stack.output("Subnet"));
        assertThat(associatedSubnets(stack.output("PrivateRoutes"))).isEmpty();
        assertThat(rules(stack.output("PublicGroup")))
                .containsExactlyInAnyOrder("in tcp 80-80 0.0.0.0/0 plain", "out -1 -1--1 0.0.0.0/0 null");
        assertThat(rules(stack.output("InnerGroup")))
                .containsExactlyInAnyOrder(
                        "in tcp 8080-8080 " + stack.output("PublicGroup") + " null",
                        "out -1 -1--1 0.0.0.0/0 null",
                        "out tcp 3306-3306 10.20.0.0/16 database one");
    }

    private void theNetworkIsVersionTwo(TestStack stack) {
        assertThat(tags(stack.output("Vpc"))).containsOnly(Map.entry("version", "two"));
        assertThat(tags(stack.output("Subnet"))).containsOnly(Map.entry("version", "two"));
        assertThat(tags(stack.output("Allocation"))).containsOnly(Map.entry("version", "two"));
        assertThat(tags(stack.output("Nat"))).containsOnly(Map.entry("version", "two"));
        assertThat(endpointRouteTables(stack.output("Endpoint"))).containsExactly(stack.output("PrivateRoutes"));
        assertThat(hasDnsHostnames(stack.output("Vpc"))).isTrue();
        assertThat(subnet(stack).mapPublicIpOnLaunch()).isTrue();
        assertThat(routes(stack.output("PublicRoutes")))
                .containsOnly(Map.entry("10.20.0.0/16", "local"), Map.entry("10.99.0.0/16", stack.output("Gateway")));
        assertThat(associatedSubnets(stack.output("PublicRoutes"))).isEmpty();
        assertThat(associatedSubnets(stack.output("PrivateRoutes"))).containsExactly(stack.output("Subnet"));
        assertThat(rules(stack.output("PublicGroup")))
                .containsExactlyInAnyOrder(
                        "in tcp 80-80 0.0.0.0/0 plain",
                        "in tcp 443-443 0.0.0.0/0 secured",
                        "out tcp 8080-8080 10.20.0.0/16 null");
        assertThat(rules(stack.output("InnerGroup"))).contains("out tcp 3306-3306 10.20.0.0/16 database two");
    }

    private Map<String, String> tags(String resource) {
        return ec2
                .describeTags(describe -> describe.filters(
                        Filter.builder().name("resource-id").values(resource).build()))
                .tags()
                .stream()
                .map(tag -> Tag.builder().key(tag.key()).value(tag.value()).build())
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private boolean hasDnsHostnames(String vpc) {
        return ec2.describeVpcAttribute(
                        describe -> describe.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value();
    }

    private Subnet subnet(TestStack stack) {
        return ec2.describeSubnets(describe -> describe.subnetIds(stack.output("Subnet")))
                .subnets()
                .get(0);
    }

    private String natAddress(String gateway) {
        return ec2.describeNatGateways(describe -> describe.natGatewayIds(gateway))
                .natGateways()
                .get(0)
                .natGatewayAddresses()
                .get(0)
                .publicIp();
    }

    private List<String> endpointRouteTables(String endpoint) {
        return ec2.describeVpcEndpoints(describe -> describe.vpcEndpointIds(endpoint))
                .vpcEndpoints()
                .get(0)
                .routeTableIds();
    }

    private Map<String, String> routes(String table) {
        return ec2.describeRouteTables(describe -> describe.routeTableIds(table)).routeTables().get(0).routes().stream()
                .filter(route -> route.destinationCidrBlock() != null)
                .collect(Collectors.toMap(route -> route.destinationCidrBlock(), route -> route.gatewayId()));
    }

    private List<String> associatedSubnets(String table) {
        return ec2
                .describeRouteTables(describe -> describe.routeTableIds(table))
                .routeTables()
                .get(0)
                .associations()
                .stream()
                .map(association -> association.subnetId())
                .toList();
    }

    private List<String> rules(String group) {
        return ec2
                .describeSecurityGroupRules(describe -> describe.filters(
                        Filter.builder().name("group-id").values(group).build()))
                .securityGroupRules()
                .stream()
                .map(NetworkResourcesTest::words)
                .toList();
    }

    private static String words(SecurityGroupRule rule) {
        return "%s %s %s-%s %s %s"
                .formatted(
                        rule.isEgress() ? "out" : "in",
                        rule.ipProtocol(),
                        rule.fromPort(),
                        rule.toPort(),
                        rule.referencedGroupInfo() == null
                                ? rule.cidrIpv4()
                                : rule.referencedGroupInfo().groupId(),
                        rule.description());
    }
}
