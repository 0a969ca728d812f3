package dev.greenroom.infra.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;

/**
 * Which AWS, and as whom.
 *
 * @param endpoint of every service; null for each service's own endpoint in the region
 * @param interceptors that see every call, after those of the SDK
 */
public record AwsAccess(
        @Nullable URI endpoint,
        Region region,
        AwsCredentialsProvider credentials,
        List<ExecutionInterceptor> interceptors) {
    public AwsAccess {
        requireNonNull(region, "region is null");
        requireNonNull(credentials, "credentials is null");
        interceptors = List.copyOf(interceptors);
    }

    /** Nobody looks at the calls. */
    public AwsAccess(@Nullable URI endpoint, Region region, AwsCredentialsProvider credentials) {
        this(endpoint, region, credentials, List.of());
    }

    /** The same, with somebody who sees every call and may refuse it. */
    public AwsAccess with(ExecutionInterceptor interceptor) {
        var all = new ArrayList<>(interceptors);
        all.add(interceptor);
        return new AwsAccess(endpoint, region, credentials, all);
    }
}
