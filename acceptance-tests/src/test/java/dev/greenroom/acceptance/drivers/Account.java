package dev.greenroom.acceptance.drivers;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The target's AWS account: the deployer's clients, and those of services that only an observer asks. */
public final class Account implements AutoCloseable {
    private final AwsAccess access;
    private final AwsClients aws;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Map<Class<?>, SdkClient> observers = new ConcurrentHashMap<>();

    public Account(AwsAccess access) {
        this.access = access;
        this.aws = AwsClients.of(access);
    }

    /** Who uses the account, as the target was told. */
    public AwsCredentials credentials() {
        return access.credentials().resolveCredentials();
    }

    public AwsClients aws() {
        return aws;
    }

    public CloudWatchClient cloudWatch() {
        return observer(CloudWatchClient.class, CloudWatchClient::builder);
    }

    CodeCommitClient codeCommit() {
        return observer(CodeCommitClient.class, CodeCommitClient::builder);
    }

    EventBridgeClient events() {
        return observer(EventBridgeClient.class, EventBridgeClient::builder);
    }

    IamClient iam() {
        return observer(IamClient.class, IamClient::builder);
    }

    RdsClient rds() {
        return observer(RdsClient.class, RdsClient::builder);
    }

    SecretsManagerClient secrets() {
        return observer(SecretsManagerClient.class, SecretsManagerClient::builder);
    }

    public SnsClient sns() {
        return observer(SnsClient.class, SnsClient::builder);
    }

    public SqsClient sqs() {
        return observer(SqsClient.class, SqsClient::builder);
    }

    SsmClient parameters() {
        return observer(SsmClient.class, SsmClient::builder);
    }

    @Override
    public void close() {
        observers.values().forEach(SdkClient::close);
        http.close();
        aws.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C observer(
            Class<C> type, Supplier<B> builder) {
        return type.cast(observers.computeIfAbsent(type, ignored -> {
            var prepared = builder.get()
                    .region(access.region())
                    .credentialsProvider(access.credentials())
                    .httpClient(http)
                    .overrideConfiguration(settings -> settings.executionInterceptors(access.interceptors()));
            if (access.endpoint() != null) {
                prepared.endpointOverride(access.endpoint());
            }
            return prepared.build();
        }));
    }
}
