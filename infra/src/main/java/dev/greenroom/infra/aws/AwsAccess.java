package dev.greenroom.infra.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Which AWS, and as whom.
 *
 * @param endpoint of every service; null for each service's own endpoint in the region
 */
public record AwsAccess(@Nullable URI endpoint, Region region, AwsCredentialsProvider credentials) {
    public AwsAccess {
        requireNonNull(region, "region is null");
        requireNonNull(credentials, "credentials is null");
    }
}
