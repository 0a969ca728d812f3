package dev.greenroom.localcloud;

import dev.greenroom.localcloud.aws.AwsClients;
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
 * The services of one region for somebody who is watched: SDK clients for all of them, also for those that are emulated in
 * this process, and one more each time. Classes of a service are loaded when it is first asked for.
 */
record WatchedClients(LocalStackClients clients) implements AwsClients {
    @Override
    public CloudFormationClient cloudFormation() {
        return clients.client(CloudFormationClient.builder());
    }

    @Override
    public CloudWatchClient cloudWatch() {
        return clients.client(CloudWatchClient.builder());
    }

    @Override
    public CodeBuildClient codeBuild() {
        return clients.client(CodeBuildClient.builder());
    }

    @Override
    public CodeCommitClient codeCommit() {
        return clients.client(CodeCommitClient.builder());
    }

    @Override
    public CodePipelineClient codePipeline() {
        return clients.client(CodePipelineClient.builder());
    }

    @Override
    public Ec2Client ec2() {
        return clients.client(Ec2Client.builder());
    }

    @Override
    public EcrClient ecr() {
        return clients.client(EcrClient.builder());
    }

    @Override
    public EcsClient ecs() {
        return clients.client(EcsClient.builder());
    }

    @Override
    public EventBridgeClient eventBridge() {
        return clients.client(EventBridgeClient.builder());
    }

    @Override
    public IamClient iam() {
        return clients.client(IamClient.builder());
    }

    @Override
    public KmsClient kms() {
        return clients.client(KmsClient.builder());
    }

    @Override
    public ElasticLoadBalancingV2Client loadBalancing() {
        return clients.client(ElasticLoadBalancingV2Client.builder());
    }

    @Override
    public CloudWatchLogsClient logs() {
        return clients.client(CloudWatchLogsClient.builder());
    }

    @Override
    public RdsClient rds() {
        return clients.client(RdsClient.builder());
    }

    @Override
    public S3Client s3() {
        return clients.s3();
    }

    @Override
    public SecretsManagerClient secretsManager() {
        return clients.client(SecretsManagerClient.builder());
    }

    @Override
    public SnsClient sns() {
        return clients.client(SnsClient.builder());
    }

    @Override
    public SqsClient sqs() {
        return clients.client(SqsClient.builder());
    }

    @Override
    public SsmClient ssm() {
        return clients.client(SsmClient.builder());
    }

    @Override
    public StsClient sts() {
        return clients.client(StsClient.builder());
    }
}
