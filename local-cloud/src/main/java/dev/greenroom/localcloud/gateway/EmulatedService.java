package dev.greenroom.localcloud.gateway;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.protocol.Wire;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service that the gateway answers for itself, as a whole or in part.
 *
 * @param signingName what requests to it are signed for, for example {@code elasticloadbalancing}
 * @param api the SDK's interface that it implements
 * @param instance makes, or finds, the service of one region; asked once a region
 * @param isOverlay whether LocalStack has the service too, and answers the operations that the instance lacks
 * @param guard what callers may do with it
 */
public record EmulatedService(
        String signingName,
        Class<? extends SdkClient> api,
        Wire wire,
        Function<AwsScope, SdkClient> instance,
        boolean isOverlay,
        CallerGuard guard) {
    public EmulatedService {
        requireNonNull(signingName, "signingName is null");
        requireNonNull(api, "api is null");
        requireNonNull(wire, "wire is null");
        requireNonNull(instance, "instance is null");
        requireNonNull(guard, "guard is null");
    }

    /** One that is emulated as a whole: what it lacks is refused. */
    public EmulatedService(
            String signingName, Class<? extends SdkClient> api, Wire wire, Function<AwsScope, SdkClient> instance) {
        this(signingName, api, wire, instance, false, CallerGuard.NONE);
    }

    /** One of LocalStack's of which some operations are emulated: the rest is forwarded as it came. */
    public static EmulatedService overlay(
            String signingName, Class<? extends SdkClient> api, Wire wire, Function<AwsScope, SdkClient> instance) {
        return new EmulatedService(signingName, api, wire, instance, true, CallerGuard.NONE);
    }

    /** The same, where not every caller may do everything. */
    public EmulatedService guardedBy(CallerGuard guard) {
        return new EmulatedService(signingName, api, wire, instance, isOverlay, guard);
    }
}
