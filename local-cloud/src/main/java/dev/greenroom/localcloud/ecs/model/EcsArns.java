package dev.greenroom.localcloud.ecs.model;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;

/** The ARNs of one account and region. */
public record EcsArns(AwsScope scope) {
    public EcsArns {
        requireNonNull(scope, "scope is null");
    }

    public String cluster(String name) {
        return scope.arn("ecs", "cluster/" + name);
    }

    public String taskDefinition(String family, int revision) {
        return scope.arn("ecs", "task-definition/%s:%d".formatted(family, revision));
    }

    public String task(String clusterName, String taskId) {
        return scope.arn("ecs", "task/%s/%s".formatted(clusterName, taskId));
    }

    public String container(String clusterName, String taskId, String containerId) {
        return scope.arn("ecs", "container/%s/%s/%s".formatted(clusterName, taskId, containerId));
    }

    public String service(String clusterName, String name) {
        return scope.arn("ecs", "service/%s/%s".formatted(clusterName, name));
    }

    public String serviceDeployment(String clusterName, String serviceName, String id) {
        return scope.arn("ecs", "service-deployment/%s/%s/%s".formatted(clusterName, serviceName, id));
    }

    public String serviceRevision(String clusterName, String serviceName, String number) {
        return scope.arn("ecs", "service-revision/%s/%s/%s".formatted(clusterName, serviceName, number));
    }

    /** The last part of an ARN, or the name itself where a request gives only that. */
    public static String nameOf(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
