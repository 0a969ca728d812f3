package dev.greenroom.localcloud;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the SDK clients of one region for what LocalStack answers; they ask through the gateway. */
final class LocalStackClients {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private final URI gateway;
    private final Region region;
    private final SdkHttpClient http;

    /** @param http shared by all clients; whoever made it closes it */
    LocalStackClients(URI gateway, String region, SdkHttpClient http) {
        this.gateway = gateway;
        this.region = Region.of(region);
        this.http = http;
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(http)
                .endpointOverride(gateway)
                .region(region)
                .credentialsProvider(CREDENTIALS)
                .build();
    }

    S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }
}
