package dev.greenroom.localcloud.aws.role;

import static java.util.Map.entry;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * What the policies of a role have to allow for a request.
 *
 * <p>An action has the name of its operation and a resource as the
 * <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html">Service Authorization
 * Reference</a> says. An operation without an entry below is about the resource whose ARN it gets, if it gets one.
 */
final class RequiredPermissions {
    private static final Pattern READ = Pattern.compile("(Describe|Get|List|Head|BatchGet|BatchCheck)[A-Z]\\w*");
    private static final Set<String> SECRETS =
            Set.of("secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters");

    /** Services that IAM calls otherwise than the SDK. */
    private static final Map<String, String> PREFIXES = Map.of(
            "cloudwatchlogs", "logs",
            "elasticloadbalancingv2", "elasticloadbalancing",
            "eventbridge", "events");

    /** Actions that are called otherwise than their operations. */
    private static final Map<String, String> RENAMED = Map.of(
            "s3:DeleteBucketEncryption", "s3:PutEncryptionConfiguration",
            "s3:DeleteBucketLifecycle", "s3:PutLifecycleConfiguration",
            "s3:DeleteBucketTagging", "s3:PutBucketTagging",
            "s3:DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketEncryption", "s3:PutEncryptionConfiguration",
            "s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration",
            "s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock");

    /** The end of the resource's ARN by members of the request, for whole services. */
    private static final Map<String, String> RESOURCES_OF_SERVICES = Map.of(
            "codecommit", "{repositoryName}",
            "ecr", "repository/{repositoryName}",
            "logs", "log-group:{logGroupName}:log-stream:",
            "s3", "{bucket}",
            "secretsmanager", "secret:{secretId}-??????",
            "sqs", "{queueUrl}",
            "ssm", "parameter/{name}");

    /** The action knows no resource. */
    private static final String NONE = "";

    /** The same for single actions. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            entry("cloudformation:CancelUpdateStack", "stack/{stackName}/*"),
            entry("cloudformation:ContinueUpdateRollback", "stack/{stackName}/*"),
            entry("cloudformation:CreateChangeSet", "stack/{stackName}/*"),
            entry("cloudformation:CreateStack", "stack/{stackName}/*"),
            entry("cloudformation:DeleteChangeSet", "stack/{stackName}/*"),
            entry("cloudformation:DeleteStack", "stack/{stackName}/*"),
            entry("cloudformation:ExecuteChangeSet", "stack/{stackName}/*"),
            entry("cloudformation:RollbackStack", "stack/{stackName}/*"),
            entry("cloudformation:UpdateStack", "stack/{stackName}/*"),
            entry("cloudformation:UpdateTerminationProtection", "stack/{stackName}/*"),
            entry("cloudwatch:DeleteAlarms", "alarm:{alarmNames}"),
            entry("cloudwatch:PutMetricAlarm", "alarm:{alarmName}"),
            entry("codebuild:CreateProject", "project/{name}"),
            entry("codebuild:CreateReportGroup", "report-group/{name}"),
            entry("codebuild:DeleteProject", "project/{name}"),
            entry("codebuild:StartBuild", "project/{projectName}"),
            entry("codebuild:UpdateProject", "project/{name}"),
            entry("codepipeline:CreatePipeline", "{pipeline.name}"),
            entry("codepipeline:DeletePipeline", "{name}"),
            entry("codepipeline:DisableStageTransition", "{pipelineName}/{stageName}"),
            entry("codepipeline:EnableStageTransition", "{pipelineName}/{stageName}"),
            entry("codepipeline:PutApprovalResult", "{pipelineName}/{stageName}/{actionName}"),
            entry("codepipeline:RetryStageExecution", "{pipelineName}/{stageName}"),
            entry("codepipeline:RollbackStage", "{pipelineName}/{stageName}"),
            entry("codepipeline:StartPipelineExecution", "{name}"),
            entry("codepipeline:StopPipelineExecution", "{pipelineName}"),
            entry("codepipeline:UpdatePipeline", "{pipeline.name}"),
            entry("ecs:CreateCluster", "cluster/{clusterName}"),
            entry("ecs:CreateService", "service/{cluster}/{serviceName}"),
            entry("ecs:DeleteCluster", "cluster/{cluster}"),
            entry("ecs:DeleteService", "service/{cluster}/{service}"),
            entry("ecs:PutClusterCapacityProviders", "cluster/{cluster}"),
            entry("ecs:UpdateCluster", "cluster/{cluster}"),
            entry("ecs:UpdateService", "service/{cluster}/{service}"),
            entry("elasticloadbalancing:CreateListener", "{loadBalancerArn}"),
            entry("elasticloadbalancing:CreateLoadBalancer", "loadbalancer/app/{name}/*"),
            entry("elasticloadbalancing:CreateRule", "{listenerArn}"),
            entry("elasticloadbalancing:CreateTargetGroup", "targetgroup/{name}/*"),
            entry("elasticloadbalancing:SetRulePriorities", "{rulePriorities.ruleArn}"),
            entry("events:DeleteRule", "rule/{eventBusName}/{name}"),
            entry("events:PutRule", "rule/{eventBusName}/{name}"),
            entry("events:PutTargets", "rule/{eventBusName}/{rule}"),
            entry("events:RemoveTargets", "rule/{eventBusName}/{rule}"),
            entry("iam:CreatePolicy", "policy{path}{policyName}"),
            entry("iam:CreateRole", "role{path}{roleName}"),
            entry("rds:CreateDBInstance", "db:{dBInstanceIdentifier}"),
            entry("rds:CreateDBSubnetGroup", "subgrp:{dBSubnetGroupName}"),
            entry("rds:DeleteDBInstance", "db:{dBInstanceIdentifier}"),
            entry("rds:DeleteDBSubnetGroup", "subgrp:{dBSubnetGroupName}"),
            entry("rds:ModifyDBInstance", "db:{dBInstanceIdentifier}"),
            entry("rds:ModifyDBSubnetGroup", "subgrp:{dBSubnetGroupName}"),
            entry("sns:CreateTopic", "{name}"),
            entry("sns:SetSubscriptionAttributes", NONE),
            entry("sns:Unsubscribe", NONE),
            entry("sqs:CreateQueue", "{queueName}"));

    /** Roles that a request hands to a service, by path. */
    private static final Map<String, Passing> PASSED = Map.of(
            "cloudformation:CreateChangeSet", new Passing("cloudformation.amazonaws.com", "roleARN"),
            "cloudformation:CreateStack", new Passing("cloudformation.amazonaws.com", "roleARN"),
            "cloudformation:DeleteStack", new Passing("cloudformation.amazonaws.com", "roleARN"),
            "cloudformation:UpdateStack", new Passing("cloudformation.amazonaws.com", "roleARN"),
            "codebuild:CreateProject", new Passing("codebuild.amazonaws.com", "serviceRole"),
            "codebuild:UpdateProject", new Passing("codebuild.amazonaws.com", "serviceRole"),
            "codepipeline:CreatePipeline", new Passing("codepipeline.amazonaws.com", "pipeline.roleArn"),
            "codepipeline:UpdatePipeline", new Passing("codepipeline.amazonaws.com", "pipeline.roleArn"),
            "ecs:RegisterTaskDefinition", new Passing("ecs-tasks.amazonaws.com", "executionRoleArn", "taskRoleArn"),
            "events:PutTargets", new Passing("events.amazonaws.com", "targets.roleArn"));

    private static final Pattern MEMBER = Pattern.compile("\\{([\\w.]+)}");

    /** What members mean that a request leaves out. */
    private static final Map<String, String> DEFAULTS =
            Map.of("cluster", "default", "eventBusName", "default", "path", "/");

    private final AwsScope scope;
    private final Function<String, Optional<String>> roleArns;
    private final boolean reads;

    /**
     * @param roleArns finds the ARN of a role by its name, since roles have paths that requests do not tell
     * @param reads whether reading needs a permission too where it is not of a secret: on some resource
     */
    RequiredPermissions(AwsScope scope, Function<String, Optional<String>> roleArns, boolean reads) {
        this.scope = scope;
        this.roleArns = roleArns;
        this.reads = reads;
    }

    List<RequiredPermission> of(AwsRequest request) {
        String service = service(request);
        String operation = operation(request, service);
        String action = service + ":" + operation;
        if (READ.matcher(operation).matches() && !SECRETS.contains(action)) {
            return reads ? List.of(RequiredPermission.of(action, Optional.empty())) : List.of();
        }
        String name = RENAMED.getOrDefault(action, action);
        List<String> resources = resources(request, service, action);
        Stream<RequiredPermission> own = resources.isEmpty()
                ? Stream.of(RequiredPermission.of(name, Optional.empty()))
                : resources.stream().map(resource -> RequiredPermission.of(name, Optional.of(resource)));
        return Stream.concat(own, passed(request, action)).toList();
    }

    private static String service(AwsRequest request) {
        String[] names = request.getClass().getPackageName().split("\\.");
        String service = names[names.length - 2]; // software.amazon.awssdk.services.ecs.model
        return PREFIXES.getOrDefault(service, service);
    }

    private static String operation(AwsRequest request, String service) {
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        return service.equals("rds") ? operation.replace("Db", "DB") : operation;
    }

    private Stream<RequiredPermission> passed(AwsRequest request, String action) {
        return Stream.ofNullable(PASSED.get(action)).flatMap(passing -> passing.members().stream()
                .flatMap(member -> Members.texts(request, member).stream())
                .map(role -> RequiredPermission.toPass(roleArn(role), passing.service())));
    }

    private List<String> resources(AwsRequest request, String service, String action) {
        String form = RESOURCES.getOrDefault(action, RESOURCES_OF_SERVICES.get(service));
        if (NONE.equals(form)) {
            return List.of();
        }
        if (form != null) {
            List<String> named = named(request, form);
            if (!named.isEmpty()) {
                return named.stream()
                        .map(resource -> resource.replace("//", "/").replaceFirst("^rule/default/", "rule/"))
                        .map(resource -> arn(service, resource))
                        .toList();
            }
        }
        if (service.equals("iam")) {
            List<String> roles = Members.texts(request, "roleName");
            if (!roles.isEmpty()) {
                return roles.stream().map(this::roleArn).toList();
            }
        }
        return Members.arns(request).stream()
                .filter(text -> text.matches("arn:[^:]+:" + service + ":.*"))
                .toList();
    }

    /** One for each element of members that are lists; none where a member is missing. */
    private static List<String> named(AwsRequest request, String form) {
        List<String> made = List.of(form);
        List<String> paths =
                MEMBER.matcher(form).results().map(found -> found.group(1)).toList();
        for (String path : paths) {
            List<String> values = values(request, path);
            made = made.stream()
                    .flatMap(text -> values.stream()
                            .map(value -> paths.size() == 1 && value.startsWith("arn:")
                                    ? value
                                    : text.replace("{" + path + "}", lastName(value))))
                    .toList();
        }
        return made;
    }

    private static List<String> values(AwsRequest request, String path) {
        List<String> given = Members.texts(request, path);
        return given.isEmpty() ? Stream.ofNullable(DEFAULTS.get(path)).toList() : given;
    }

    /** Where a name may be given as an ARN or URL too. */
    private static String lastName(String nameOrArn) {
        return nameOrArn.matches("arn:.*|https?:.*") ? nameOrArn.replaceFirst(".*[:/]", "") : nameOrArn;
    }

    private String roleArn(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn
                : roleArns.apply(nameOrArn).orElseGet(() -> arn("iam", "role/" + nameOrArn));
    }

    private String arn(String service, String resource) {
        return switch (service) {
            case "iam" -> "arn:%s:iam::%s:%s".formatted(scope.partition(), scope.accountId(), resource);
            case "s3" -> "arn:%s:s3:::%s".formatted(scope.partition(), resource);
            default -> resource.startsWith("arn:") ? resource : scope.arn(service, resource);
        };
    }

    /** Which members hold roles, and who gets them. */
    private record Passing(String service, List<String> members) {
        Passing(String service, String... members) {
            this(service, List.of(members));
        }
    }
}
