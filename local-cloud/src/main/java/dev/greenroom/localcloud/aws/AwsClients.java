package dev.greenroom.localcloud.aws;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The services of one region, each as the SDK's own client interface. Some are emulated in this process and called
 * directly, others are SDK clients that point at LocalStack; whoever calls them does not ask which is which.
 */
public interface AwsClients {
    CloudFormationClient cloudFormation();

    CloudWatchClient cloudWatch();

    CodeBuildClient codeBuild();

    CodeCommitClient codeCommit();

    CodePipelineClient codePipeline();

    Ec2Client ec2();

    EcrClient ecr();

    EcsClient ecs();

    EventBridgeClient eventBridge();

    IamClient iam();

    KmsClient kms();

    ElasticLoadBalancingV2Client loadBalancing();

    CloudWatchLogsClient logs();

    RdsClient rds();

    S3Client s3();

    SecretsManagerClient secretsManager();

    SnsClient sns();

    SqsClient sqs();

    SsmClient ssm();

    StsClient sts();
}
