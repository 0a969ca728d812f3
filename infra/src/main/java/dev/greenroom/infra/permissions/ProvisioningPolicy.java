package dev.greenroom.infra.permissions;

import java.util.List;

/** What the deployer calls. */
final class ProvisioningPolicy {
    private ProvisioningPolicy() {}

    static Policy policy() {
        return new Policy(
                "provisioning",
                List.of(
                        stacks(),
                        unnamed(),
                        new Statement(
                                "Images",
                                List.of(
                                        "ecr:BatchCheckLayerAvailability",
                                        "ecr:BatchDeleteImage",
                                        "ecr:BatchGetImage",
                                        "ecr:CompleteLayerUpload",
                                        "ecr:DescribeImages",
                                        "ecr:GetDownloadUrlForLayer",
                                        "ecr:InitiateLayerUpload",
                                        "ecr:ListImages",
                                        "ecr:PutImage",
                                        "ecr:UploadLayerPart"),
                                Policy.named("arn:aws:ecr:*:*:repository/PROJECT/*")),
                        new Statement(
                                "Artifacts", List.of("s3:ListBucketVersions"), Policy.named("arn:aws:s3:::PROJECT-*")),
                        new Statement(
                                "ArtifactsInside",
                                List.of("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject"),
                                Policy.named("arn:aws:s3:::PROJECT-*/*")),
                        new Statement(
                                "Services",
                                List.of("ecs:DescribeServices"),
                                Policy.named("arn:aws:ecs:*:*:service/PROJECT-*")),
                        new Statement(
                                "Tasks", List.of("ecs:DescribeTasks"), Policy.named("arn:aws:ecs:*:*:task/PROJECT-*")),
                        new Statement(
                                "Logs",
                                List.of("logs:GetLogEvents"),
                                Policy.named("arn:aws:logs:*:*:log-group:*PROJECT-*:log-stream:*")),
                        new Statement(
                                "Builds",
                                List.of("codebuild:BatchGetBuilds"),
                                Policy.named("arn:aws:codebuild:*:*:project/PROJECT-*")),
                        pipeline()));
    }

    private static Statement stacks() {
        return new Statement(
                "Stacks",
                List.of(
                        "cloudformation:ContinueUpdateRollback",
                        "cloudformation:CreateChangeSet",
                        "cloudformation:DeleteChangeSet",
                        "cloudformation:DeleteStack",
                        "cloudformation:DescribeChangeSet",
                        "cloudformation:DescribeStackEvents",
                        "cloudformation:ExecuteChangeSet",
                        "cloudformation:ListStackResources"),
                Policy.named("arn:aws:cloudformation:*:*:stack/PROJECT-*/*"));
    }

    /** What is looked at as a whole, and what IAM can't tell by its name. */
    private static Statement unnamed() {
        return new Statement(
                "Unnamed",
                List.of(
                        "cloudformation:DescribeStacks",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs",
                        "ecr:GetAuthorizationToken",
                        "ecs:DescribeTaskDefinition",
                        "ecs:ListTasks",
                        "elasticloadbalancing:DescribeTargetHealth"),
                List.of("*"));
    }

    private static Statement pipeline() {
        return new Statement(
                "Pipeline",
                List.of(
                        "codepipeline:GetPipeline",
                        "codepipeline:GetPipelineState",
                        "codepipeline:ListActionExecutions",
                        "codepipeline:ListPipelineExecutions",
                        "codepipeline:PutApprovalResult",
                        "codepipeline:RetryStageExecution",
                        "codepipeline:StartPipelineExecution",
                        "codepipeline:StopPipelineExecution"),
                Policy.named("arn:aws:codepipeline:*:*:PROJECT", "arn:aws:codepipeline:*:*:PROJECT/*"));
    }
}
