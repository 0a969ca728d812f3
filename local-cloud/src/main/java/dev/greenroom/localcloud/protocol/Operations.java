package dev.greenroom.localcloud.protocol;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;

/**
 * The operations of an SDK client interface, each found when it is asked for. To ask Java for all methods of such an
 * interface makes it load what they take and return: hundreds of classes a service, of which few are ever used.
 */
final class Operations {
    private final Class<? extends SdkClient> api;
    private final Map<String, Optional<Operation>> known = new ConcurrentHashMap<>();

    Operations(Class<? extends SdkClient> api) {
        this.api = requireNonNull(api, "api is null");
    }

    /** @param name as it is on the wire: {@code DescribeStacks} */
    Optional<Operation> find(String name) {
        Optional<Operation> found = known.get(name);
        if (found == null) {
            found = Operation.find(api, name);
            if (found.isPresent()) { // what doesn't exist has no end
                known.put(name, found);
            }
        }
        return found;
    }

    /** Those that {@code implementation} has itself, in alphabetical order. */
    List<String> of(Class<?> implementation) {
        return Stream.<Class<?>>iterate(implementation, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(Operations::mayBeOperation)
                .map(method -> Operation.wireName(method.getName()))
                .filter(name -> find(name).isPresent())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean mayBeOperation(Method method) {
        return method.getParameterCount() == 1 && Operation.isRequest(method.getParameterTypes()[0]);
    }
}
