package dev.greenroom.localcloud.fakes;

import dev.greenroom.localcloud.aws.AwsClients;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkClient;

/** The services that a test brings, and none beside them. */
public final class FakeClients {
    private FakeClients() {}

    /** @return clients of which any other than these is an {@link UnsupportedOperationException} that names it */
    public static AwsClients of(SdkClient... services) {
        return (AwsClients) Proxy.newProxyInstance(
                FakeClients.class.getClassLoader(),
                new Class<?>[] {AwsClients.class},
                (proxy, method, arguments) -> Arrays.stream(services)
                        .filter(method.getReturnType()::isInstance)
                        .findFirst()
                        .orElseThrow(() -> new UnsupportedOperationException("not in this test: " + method.getName())));
    }
}
