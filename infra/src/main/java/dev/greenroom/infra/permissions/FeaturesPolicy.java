package dev.greenroom.infra.permissions;

import java.util.List;

/** What the features' drivers call to look at what was deployed, and to be in its way. */
final class FeaturesPolicy {
    private FeaturesPolicy() {}

    static Policy features() {
        return new Policy(
                "features",
                List.of(
                        new Statement(
                                "Unnamed",
                                List.of(
                                        "cloudwatch:DescribeAlarms",
                                        "codecommit:ListRepositories",
                                        "ec2:DescribeSecurityGroups",
                                        "ecr:DescribeRepositories",
                                        "ecs:ListClusters",
                                        "elasticloadbalancing:DescribeLoadBalancers",
                                        "elasticloadbalancing:DescribeTags",
                                        "elasticloadbalancing:DescribeTargetGroups",
                                        "iam:ListRoles",
                                        "logs:DescribeLogGroups",
                                        "rds:DescribeDBInstances",
                                        "rds:DescribeDBSubnetGroups",
                                        "secretsmanager:ListSecrets",
                                        "sns:Unsubscribe"),
                                List.of("*")),
                        // The stack that keeps a word, whose name does not begin with a project.
                        new Statement(
                                "StacksAndTemplates",
                                List.of(
                                        "cloudformation:CreateChangeSet",
                                        "cloudformation:DeleteChangeSet",
                                        "cloudformation:DeleteStack",
                                        "cloudformation:DescribeChangeSet",
                                        "cloudformation:DescribeStackEvents",
                                        "cloudformation:ExecuteChangeSet",
                                        "cloudformation:GetTemplate",
                                        "cloudformation:ListStackResources"),
                                Policy.named(
                                        "arn:aws:cloudformation:*:*:stack/PROJECT-*/*",
                                        "arn:aws:cloudformation:*:*:stack/word-of-PROJECT/*")),
                        new Statement("Word", List.of("ssm:GetParameter"), List.of("arn:aws:ssm:*:*:parameter/*")),
                        new Statement(
                                "Password",
                                List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
                                List.of("arn:aws:secretsmanager:*:*:secret:*")),
                        // Who hears of alarms.
                        new Statement(
                                "Subscriber",
                                List.of(
                                        "sqs:CreateQueue",
                                        "sqs:DeleteMessage",
                                        "sqs:DeleteQueue",
                                        "sqs:GetQueueAttributes",
                                        "sqs:ReceiveMessage"),
                                Policy.named("arn:aws:sqs:*:*:PROJECT-*")),
                        new Statement("Alarms", List.of("sns:Subscribe"), Policy.named("arn:aws:sns:*:*:PROJECT-*")),
                        new Statement(
                                "Builds",
                                List.of("codebuild:BatchGetProjects", "codebuild:StartBuild"),
                                Policy.named("arn:aws:codebuild:*:*:project/PROJECT-*")),
                        new Statement(
                                "Repository",
                                List.of("codecommit:GetRepository"),
                                Policy.named("arn:aws:codecommit:*:*:PROJECT")),
                        new Statement(
                                "Cluster",
                                List.of("ecs:DescribeClusters"),
                                Policy.named("arn:aws:ecs:*:*:cluster/PROJECT-*")),
                        // Ends a task as if its machine had failed.
                        new Statement("Tasks", List.of("ecs:StopTask"), Policy.named("arn:aws:ecs:*:*:task/PROJECT-*")),
                        new Statement(
                                "Logs",
                                List.of("logs:FilterLogEvents"),
                                Policy.named("arn:aws:logs:*:*:log-group:*PROJECT-*")),
                        new Statement(
                                "Rules",
                                List.of("events:DescribeRule"),
                                Policy.named("arn:aws:events:*:*:rule/PROJECT-*")),
                        tags()));
    }

    /** Of whatever the stacks made. */
    private static Statement tags() {
        return new Statement(
                "Tags",
                List.of(
                        "cloudwatch:ListTagsForResource",
                        "codecommit:ListTagsForResource",
                        "codepipeline:ListTagsForResource",
                        "ecr:ListTagsForResource",
                        "ecs:ListTagsForResource",
                        "events:ListTagsForResource",
                        "iam:ListRoleTags",
                        "logs:ListTagsForResource",
                        "rds:ListTagsForResource",
                        "s3:GetBucketTagging",
                        "sns:ListTagsForResource"),
                List.of("*"));
    }

    static Policy deployedFeatures() {
        return new Policy(
                "deployed-features",
                List.of(new Statement(
                        "Look",
                        List.of(
                                "cloudformation:DescribeStacks",
                                "ecr:DescribeImages",
                                "ecs:DescribeServices",
                                "ecs:DescribeTaskDefinition",
                                "elasticloadbalancing:DescribeTargetHealth"),
                        List.of("*"))));
    }
}
