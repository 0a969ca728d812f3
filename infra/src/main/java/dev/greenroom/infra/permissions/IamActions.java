package dev.greenroom.infra.permissions;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** What IAM calls what an SDK client does: mostly, but not always, what the operation is called. */
public final class IamActions {
    /** By the SDK's names of services. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            entry("CloudFormation", "cloudformation"),
            entry("CloudWatch", "cloudwatch"),
            entry("CloudWatchLogs", "logs"),
            entry("CodeBuild", "codebuild"),
            entry("CodeCommit", "codecommit"),
            entry("CodePipeline", "codepipeline"),
            entry("Ec2", "ec2"),
            entry("Ecr", "ecr"),
            entry("Ecs", "ecs"),
            entry("ElasticLoadBalancingV2", "elasticloadbalancing"),
            entry("EventBridge", "events"),
            entry("Iam", "iam"),
            entry("Rds", "rds"),
            entry("S3", "s3"),
            entry("SecretsManager", "secretsmanager"),
            entry("Sns", "sns"),
            entry("Sqs", "sqs"),
            entry("Ssm", "ssm"),
            entry("Sts", "sts"));

    private static final Map<String, Set<String>> CALLED_OTHERWISE = Map.ofEntries(
            // Every object is deleted by its version.
            entry("s3:DeleteObjects", Set.of("s3:DeleteObject", "s3:DeleteObjectVersion")),
            entry("s3:HeadBucket", Set.of("s3:ListBucket")),
            entry("s3:HeadObject", Set.of("s3:GetObject")),
            entry("s3:ListBuckets", Set.of("s3:ListAllMyBuckets")),
            entry("s3:ListObjectVersions", Set.of("s3:ListBucketVersions")),
            entry("s3:ListObjectsV2", Set.of("s3:ListBucket")));

    private IamActions() {}

    /**
     * The actions that a caller must be allowed.
     *
     * @param service as the SDK calls it, for example {@code CloudWatchLogs}
     * @throws IllegalArgumentException when nobody said how IAM calls the service
     */
    public static Set<String> of(String service, String operation) {
        var prefix = PREFIXES.get(service);
        if (prefix == null) {
            throw new IllegalArgumentException(
                    "Tried to find the IAM actions of %s but the service is new here: add it to IamActions"
                            .formatted(service));
        }
        var action = prefix + ":" + operation;
        return CALLED_OTHERWISE.getOrDefault(action, Set.of(action));
    }

    /** The actions of the call that is being executed. */
    public static Set<String> of(ExecutionAttributes call) {
        return of(
                call.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                call.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
}
