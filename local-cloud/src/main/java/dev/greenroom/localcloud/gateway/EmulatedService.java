package dev.greenroom.localcloud.gateway;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.protocol.Wire;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service that the gateway answers for itself.
 *
 * @param signingName what requests to it are signed for, for example {@code elasticloadbalancing}
 * @param api the SDK's interface that it implements
 * @param instance makes, or finds, the service of one region; asked once a region
 */
public record EmulatedService(
        String signingName, Class<? extends SdkClient> api, Wire wire, Function<AwsScope, SdkClient> instance) {
    public EmulatedService {
        requireNonNull(signingName, "signingName is null");
        requireNonNull(api, "api is null");
        requireNonNull(wire, "wire is null");
        requireNonNull(instance, "instance is null");
    }
}
