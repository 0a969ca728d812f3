package dev.greenroom.infra.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the SDK on one shared HTTP client. */
final class SdkClients implements AwsClients {
    /** Enough to outlast the throttling of many stacks that are watched at once. */
    private static final int ATTEMPTS = 8;

    private final AwsAccess access;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();

    SdkClients(AwsAccess access) {
        this.access = access;
    }

    @Override
    public CloudFormationClient cloudFormation() {
        return client(CloudFormationClient.class, CloudFormationClient::builder);
    }

    @Override
    public CodeBuildClient codeBuild() {
        return client(CodeBuildClient.class, CodeBuildClient::builder);
    }

    @Override
    public CodePipelineClient codePipeline() {
        return client(CodePipelineClient.class, CodePipelineClient::builder);
    }

    @Override
    public Ec2Client ec2() {
        return client(Ec2Client.class, Ec2Client::builder);
    }

    @Override
    public EcrClient ecr() {
        return client(EcrClient.class, EcrClient::builder);
    }

    @Override
    public EcsClient ecs() {
        return client(EcsClient.class, EcsClient::builder);
    }

    @Override
    public ElasticLoadBalancingV2Client loadBalancing() {
        return client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    }

    @Override
    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    }

    @Override
    public S3Client s3() {
        // By path, since an endpoint such as http://localhost has no subdomains for buckets.
        return client(S3Client.class, () -> S3Client.builder().forcePathStyle(true));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            Class<C> type, Supplier<B> builder) {
        return type.cast(clients.computeIfAbsent(
                type, ignored -> configure(builder.get()).build()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> B configure(
            B builder) {
        builder.region(access.region())
                .credentialsProvider(access.credentials())
                .httpClient(http)
                .overrideConfiguration(settings -> settings.executionInterceptors(access.interceptors())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        if (access.endpoint() != null) {
            builder.endpointOverride(access.endpoint());
        }
        return builder;
    }
}
