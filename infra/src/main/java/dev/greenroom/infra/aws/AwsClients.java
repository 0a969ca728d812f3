package dev.greenroom.infra.aws;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients of the services that a delivery touches. May be used by several threads. */
public interface AwsClients extends AutoCloseable {
    /** Clients that are made when first asked for. */
    static AwsClients of(AwsAccess access) {
        return new SdkClients(access);
    }

    CloudFormationClient cloudFormation();

    CodeBuildClient codeBuild();

    CodePipelineClient codePipeline();

    Ec2Client ec2();

    EcrClient ecr();

    EcsClient ecs();

    ElasticLoadBalancingV2Client loadBalancing();

    CloudWatchLogsClient logs();

    S3Client s3();

    @Override
    void close();
}
