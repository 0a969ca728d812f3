package dev.greenroom.localcloud.loadbalancing;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the names that AWS gives to load balancing resources. */
record Arns(AwsScope scope) {
    String loadBalancer(String name) {
        return scope.arn("elasticloadbalancing", "loadbalancer/app/%s/%s".formatted(name, id()));
    }

    String targetGroup(String name) {
        return scope.arn("elasticloadbalancing", "targetgroup/%s/%s".formatted(name, id()));
    }

    static String listener(String loadBalancerArn) {
        return loadBalancerArn.replace(":loadbalancer/", ":listener/") + "/" + id();
    }

    static String rule(String listenerArn) {
        return listenerArn.replace(":listener/", ":listener-rule/") + "/" + id();
    }

    /** What metrics and {@code Fn::GetAtt} call it: {@code app/NAME/ID}, {@code targetgroup/NAME/ID}. */
    static String fullName(String arn) {
        String resource = arn.substring(arn.lastIndexOf(':') + 1);
        return resource.startsWith("loadbalancer/") ? resource.substring("loadbalancer/".length()) : resource;
    }

    static void requireLoadBalancer(String arn) {
        require(arn, ":loadbalancer/", "load balancer");
    }

    static void requireTargetGroup(String arn) {
        require(arn, ":targetgroup/", "target group");
    }

    static void requireListener(String arn) {
        require(arn, ":listener/", "listener");
    }

    static void requireRule(String arn) {
        require(arn, ":listener-rule/", "listener rule");
    }

    private static void require(String arn, String kind, String noun) {
        if (!arn.startsWith("arn:") || !arn.contains(kind)) {
            throw Failures.validation("'%s' is not a valid %s ARN".formatted(arn, noun));
        }
    }

    private static String id() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong());
    }
}
