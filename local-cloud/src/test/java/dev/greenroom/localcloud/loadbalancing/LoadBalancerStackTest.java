package dev.greenroom.localcloud.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.CloudFormation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** A load balancer with two slots, from its template to its end. */
class LoadBalancerStackTest {
    private static final String TEMPLATE = """
            Parameters:
              LiveSlot: {Type: String, AllowedValues: [a, b]}
              BluePort: {Type: Number}
              GreenPort: {Type: Number}
            Conditions:
              IsSlotBLive: !Equals [!Ref LiveSlot, b]
            Resources:
              LoadBalancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  Subnets: [subnet-a, subnet-b]
                  SecurityGroups: [sg-web]
              SlotA:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {VpcId: vpc-1, TargetType: ip, Protocol: HTTP, Port: 8080, HealthCheckPath: /health}
              SlotB:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {VpcId: vpc-1, TargetType: ip, Protocol: HTTP, Port: 8080, HealthCheckPath: /health}
              BlueListener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref LoadBalancer
                  Protocol: HTTP
                  Port: !Ref BluePort
                  DefaultActions:
                    - {Type: forward, TargetGroupArn: !If [IsSlotBLive, !Ref SlotB, !Ref SlotA]}
              GreenListener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref LoadBalancer
                  Protocol: HTTP
                  Port: !Ref GreenPort
                  DefaultActions:
                    - {Type: forward, TargetGroupArn: !If [IsSlotBLive, !Ref SlotA, !Ref SlotB]}
            Outputs:
              Address: {Value: !GetAtt LoadBalancer.DNSName}
              LoadBalancer: {Value: !Ref LoadBalancer}
              SlotA: {Value: !Ref SlotA}
              SlotB: {Value: !Ref SlotB}
            """;

    private final Lab lab = new Lab();
    private final int bluePort = Lab.freePort("127.0.0.1");
    private final int greenPort = Lab.freePort("127.0.0.1");
    private final CloudFormation cloudFormation = new CloudFormation(
            new AwsScope("000000000000", "eu-west-1"),
            lab.clients,
            List.of(LoadBalancing::resourceTypes),
            guard -> lab.clients);

    @BeforeEach
    void create() {
        cloudFormation.createStack(create ->
                create.stackName("web").templateBody(TEMPLATE).parameters(parameters("a", bluePort, greenPort)));
        awaitStatus("CREATE_COMPLETE");
        lab.backend("a", "172.31.0.10");
        lab.backend("b", "172.31.0.11");
        lab.register(group("SlotA"), "172.31.0.10");
        lab.register(group("SlotB"), "172.31.0.11");
        lab.awaitState(group("SlotA"), "172.31.0.10", TargetHealthStateEnum.HEALTHY);
        lab.awaitState(group("SlotB"), "172.31.0.11", TargetHealthStateEnum.HEALTHY);
    }

    @AfterEach
    void close() {
        cloudFormation.close();
        lab.close();
    }

    @Test
    void a_toggle_swaps_the_slots() {
        assertThat(answers()).containsExactly("a", "b");

        update(parameters("b", bluePort, greenPort));
        awaitStatus("UPDATE_COMPLETE");

        assertThat(answers()).containsExactly("b", "a");
    }

    @Test
    void a_port_that_cant_be_had_leaves_everything_as_it_was() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(output("Address")))) {
            update(parameters("b", bluePort, taken.getLocalPort()));
            awaitStatus("UPDATE_ROLLBACK_COMPLETE");
        }

        assertThat(answers()).containsExactly("a", "b");
        assertThat(cloudFormation
                        .describeStackEvents(describe -> describe.stackName("web"))
                        .stackEvents())
                .filteredOn(event -> event.resourceStatusAsString().equals("UPDATE_FAILED"))
                .extracting(StackEvent::resourceStatusReason)
                .anySatisfy(reason -> assertThat(reason).contains("but the port is taken"));
    }

    @Test
    void the_end_of_the_stack_leaves_nothing() {
        cloudFormation.deleteStack(delete -> delete.stackName("web"));
        await().until(() -> cloudFormation.describeStacks().stacks().isEmpty());

        assertThat(lab.elb.describeLoadBalancers().loadBalancers()).isEmpty();
        assertThat(lab.elb.describeTargetGroups().targetGroups()).isEmpty();
    }

    private void update(List<Parameter> parameters) {
        cloudFormation.updateStack(
                update -> update.stackName("web").usePreviousTemplate(true).parameters(parameters));
    }

    private List<String> answers() {
        return List.of(get(bluePort), get(greenPort));
    }

    private String get(int port) {
        return lab.get(
                        Listener.builder()
                                .loadBalancerArn(output("LoadBalancer"))
                                .port(port)
                                .build(),
                        "/")
                .body();
    }

    private TargetGroup group(String slot) {
        return TargetGroup.builder().targetGroupArn(output(slot)).build();
    }

    private String output(String key) {
        return stack().outputs().stream()
                .filter(output -> output.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    private void awaitStatus(String status) {
        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(stack().stackStatusAsString()).isEqualTo(status));
    }

    private Stack stack() {
        return cloudFormation
                .describeStacks(describe -> describe.stackName("web"))
                .stacks()
                .get(0);
    }

    private static List<Parameter> parameters(String liveSlot, int bluePort, int greenPort) {
        return Map.of("LiveSlot", liveSlot, "BluePort", "" + bluePort, "GreenPort", "" + greenPort).entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .toList();
    }
}
