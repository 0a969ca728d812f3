package dev.greenroom.localcloud.fakes;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.role.RoleGuard;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequest;
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

    /** The same, but that the guard sees every request before it is made. */
    public static AwsClients watchedBy(RoleGuard guard, AwsClients clients) {
        return proxy(AwsClients.class, (proxy, method, arguments) -> {
            Object client = call(clients, method, arguments);
            return proxy(method.getReturnType(), (watched, asked, given) -> {
                if (given != null && given[0] instanceof Consumer && asked.isDefault()) {
                    return InvocationHandler.invokeDefault(watched, asked, given);
                }
                if (given != null && given[0] instanceof AwsRequest request) {
                    guard.require(request);
                }
                return call(client, asked, given);
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
