package dev.greenroom.localcloud;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** A local cloud for all classes of this JVM that ask for one. It starts with the first, and ends with the last test. */
final class SharedCloud implements BeforeAllCallback {
    private LocalCloud cloud;

    @Override
    public void beforeAll(ExtensionContext context) {
        cloud = context.getRoot()
                .getStore(Namespace.create(SharedCloud.class))
                .computeIfAbsent(LocalCloud.class, key -> start(), LocalCloud.class);
    }

    private static LocalCloud start() {
        try {
            return LocalCloud.start();
        } catch (Exception e) {
            throw new IllegalStateException("Tried to start a local cloud for tests", e);
        }
    }

    <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(cloud.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .build();
    }
}
