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
                                        "sns:Unsubscribe",
                                        "sts:GetCallerIdentity"),
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
                        new Statement(
                                "Tags",
                                List.of(
                                        "cloudwatch:ListTagsForResource",
                                        "codebuild:BatchGetProjects",
                                        "codebuild:StartBuild",
                                        "codecommit:GetRepository",
                                        "codecommit:ListTagsForResource",
                                        "codepipeline:ListTagsForResource",
                                        "ecr:ListTagsForResource",
                                        "ecs:DescribeClusters",
                                        "ecs:ListTagsForResource",
                                        "events:DescribeRule",
                                        "events:ListTagsForResource",
                                        "iam:ListRoleTags",
                                        "logs:ListTagsForResource",
                                        "rds:ListTagsForResource",
                                        "s3:GetBucketTagging",
                                        "sns:ListTagsForResource"),
                                List.of("*"))));
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
                                "elasticloadbalancing:DescribeTargetHealth",
                                "sts:GetCallerIdentity"),
                        List.of("*"))));
    }
}
