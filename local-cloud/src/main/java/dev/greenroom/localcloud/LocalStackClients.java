package dev.greenroom.localcloud;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the SDK clients of one region; they ask through the gateway, but for one way past it to LocalStack. */
final class LocalStackClients {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private final URI gateway;
    private final Supplier<URI> localStack;
    private final Region region;
    private final SdkHttpClient http;
    private final List<ExecutionInterceptor> watchers;

    /**
     * @param localStack where it is; throws {@link IllegalStateException} while it does not run
     * @param http shared by all clients; whoever made it closes it
     */
    LocalStackClients(URI gateway, Supplier<URI> localStack, String region, SdkHttpClient http) {
        this(gateway, localStack, Region.of(region), http, List.of());
    }

    private LocalStackClients(
            URI gateway,
            Supplier<URI> localStack,
            Region region,
            SdkHttpClient http,
            List<ExecutionInterceptor> watchers) {
        this.gateway = gateway;
        this.localStack = localStack;
        this.region = region;
        this.http = http;
        this.watchers = watchers;
    }

    /** The same, but that all clients show what they are asked before they ask it. */
    LocalStackClients watchedBy(ExecutionInterceptor watcher) {
        return new LocalStackClients(gateway, localStack, region, http, List.of(watcher));
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, gateway);
    }

    /** For a service that the gateway asks us about again. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C pastGateway(B builder) {
        return client(builder, localStack.get());
    }

    S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(override -> watchers.forEach(override::addExecutionInterceptor))
                .build();
    }
}
