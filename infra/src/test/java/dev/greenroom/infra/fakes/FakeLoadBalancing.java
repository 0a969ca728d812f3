package dev.greenroom.infra.fakes;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Target groups with one target each, healthy unless a test says otherwise. */
public final class FakeLoadBalancing implements ElasticLoadBalancingV2Client {
    private final Map<String, TargetHealth> health = new LinkedHashMap<>();

    public void hasTarget(String group, String state, String description) {
        health.put(
                group,
                TargetHealth.builder().state(state).description(description).build());
    }

    @Override
    public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
        var healthy = TargetHealth.builder().state("healthy").build();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(TargetHealthDescription.builder()
                        .target(TargetDescription.builder()
                                .id("172.31.0.4")
                                .port(8080)
                                .build())
                        .targetHealth(health.getOrDefault(request.targetGroupArn(), healthy))
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return "elasticloadbalancing";
    }

    @Override
    public void close() {}
}
