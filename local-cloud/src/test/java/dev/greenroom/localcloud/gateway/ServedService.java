package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An emulated service behind a gateway of its own, and the real SDK client that calls it. */
public final class ServedService<C extends SdkClient> implements AutoCloseable {
    private final Gateway gateway;
    private final C client;

    private ServedService(Gateway gateway, C client) {
        this.gateway = gateway;
        this.client = client;
    }

    /** @param builder of the client */
    public static <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>>
            ServedService<C> start(String signingName, Class<C> api, Wire wire, C service, B builder)
                    throws IOException {
        Gateway gateway = Gateway.start(
                0,
                List.of(new EmulatedService(signingName, api, wire, scope -> service)),
                Map.of(),
                () -> URI.create("http://localhost:1"));
        C client = builder.endpointOverride(gateway.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dev", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new ServedService<>(gateway, client);
    }

    public C client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
    }
}
