package dev.greenroom.localcloud.ecs;

import dev.greenroom.localcloud.fakes.AwsFailures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Target groups whose targets are as healthy as a test says. */
public final class FakeLoadBalancing implements ElasticLoadBalancingV2Client {
    private final Map<String, TargetGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, TargetHealthStateEnum> health = new LinkedHashMap<>();
    private TargetHealthStateEnum firstHealth = TargetHealthStateEnum.HEALTHY;
    private boolean draining;

    /** A group of IP targets behind a load balancer. */
    public String targetGroup(String name) {
        return put(name, "ip", List.of("arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/lb/1"));
    }

    public String put(String name, String targetType, List<String> loadBalancers) {
        String arn = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/%s/1".formatted(name);
        groups.put(
                arn,
                TargetGroup.builder()
                        .targetGroupArn(arn)
                        .targetType(targetType)
                        .loadBalancerArns(loadBalancers)
                        .build());
        return arn;
    }

    /** What new targets are. */
    public synchronized void newTargetsAre(TargetHealthStateEnum state) {
        firstHealth = state;
    }

    public synchronized void allTargetsBecome(TargetHealthStateEnum state) {
        health.replaceAll((target, before) -> state);
    }

    public synchronized void targetBecomes(String ip, TargetHealthStateEnum state) {
        health.replaceAll((target, before) -> target.contains(" " + ip + ":") ? state : before);
    }

    /** From now on deregistered targets stay {@code draining} until {@link #endDraining()}. */
    public synchronized void drainForLong() {
        draining = true;
    }

    public synchronized void endDraining() {
        draining = false;
        health.values().removeIf(state -> state == TargetHealthStateEnum.DRAINING);
    }

    public synchronized List<String> targets() {
        return List.copyOf(health.keySet());
    }

    @Override
    public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(
                        request.targetGroupArns().stream().map(this::group).toList())
                .build();
    }

    @Override
    public synchronized RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
        group(request.targetGroupArn());
        request.targets().forEach(target -> health.put(key(request.targetGroupArn(), target), firstHealth));
        return RegisterTargetsResponse.builder().build();
    }

    @Override
    public synchronized DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
        for (TargetDescription target : request.targets()) {
            String key = key(request.targetGroupArn(), target);
            if (draining) {
                health.replace(key, TargetHealthStateEnum.DRAINING);
            } else {
                health.remove(key);
            }
        }
        return DeregisterTargetsResponse.builder().build();
    }

    @Override
    public synchronized DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
        group(request.targetGroupArn());
        List<TargetHealthDescription> descriptions = request.targets().isEmpty()
                ? health.keySet().stream()
                        .filter(key -> key.startsWith(request.targetGroupArn() + " "))
                        .map(key -> describe(key, health.get(key)))
                        .toList()
                : request.targets().stream()
                        .map(target -> key(request.targetGroupArn(), target))
                        .map(key -> describe(key, health.getOrDefault(key, TargetHealthStateEnum.UNUSED)))
                        .toList();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(descriptions)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private TargetGroup group(String arn) {
        TargetGroup group = groups.get(arn);
        if (group == null) {
            throw AwsFailures.failure(
                    TargetGroupNotFoundException.builder(),
                    "TargetGroupNotFound",
                    "One or more target groups not found");
        }
        return group;
    }

    private static String key(String targetGroupArn, TargetDescription target) {
        return "%s %s:%d".formatted(targetGroupArn, target.id(), target.port());
    }

    private static TargetHealthDescription describe(String key, TargetHealthStateEnum state) {
        String[] address = key.substring(key.indexOf(' ') + 1).split(":");
        return TargetHealthDescription.builder()
                .target(target -> target.id(address[0]).port(Integer.valueOf(address[1])))
                .targetHealth(health -> health.state(state)
                        .description(
                                state == TargetHealthStateEnum.UNHEALTHY
                                        ? "Health checks failed with these codes: [503]"
                                        : null))
                .build();
    }
}
