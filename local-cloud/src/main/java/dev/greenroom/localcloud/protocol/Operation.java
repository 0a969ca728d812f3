package dev.greenroom.localcloud.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of an SDK client interface: {@code DescribeStacksResponse describeStacks(DescribeStacksRequest)}.
 *
 * @param name as it is on the wire
 */
record Operation(String name, Class<?> api, MethodHandle method, MethodHandle builder) {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]*");

    /** Where the SDK's classes write {@code Db} for what methods and the wire call {@code DB}. */
    private static final Pattern ACRONYM = Pattern.compile("(?<=[A-Z])[A-Z]+(?=[A-Z][a-z]|$)");

    /** Finds an operation by its name on the wire, and loads no class but those that it is made of. */
    static Optional<Operation> find(Class<? extends SdkClient> api, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String model = api.getPackageName() + ".model."
                + ACRONYM.matcher(name).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
        try {
            Class<?> request = load(api, model + "Request");
            Class<?> response = load(api, model + "Response");
            if (!isRequest(request) || !AwsResponse.class.isAssignableFrom(response)) {
                return Optional.empty();
            }
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            return Optional.of(new Operation(
                    name,
                    api,
                    lookup.findVirtual(api, methodName(name), MethodType.methodType(response, request))
                            .asType(MethodType.methodType(SdkPojo.class, SdkClient.class, Object.class)),
                    lookup.findStatic(
                                    request,
                                    "builder",
                                    MethodType.methodType(load(api, request.getName() + "$Builder")))
                            .asType(MethodType.methodType(SdkPojo.class))));
        } catch (ReflectiveOperationException | NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    static boolean isRequest(Class<?> type) {
        return AwsRequest.class.isAssignableFrom(type);
    }

    /** {@code DescribeStacks} of {@code describeStacks} */
    static String wireName(String methodName) {
        return Character.toUpperCase(methodName.charAt(0)) + methodName.substring(1);
    }

    /** An empty builder of the operation's request. */
    SdkPojo newRequest() {
        try {
            return (SdkPojo) builder.invokeExact();
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Calls {@code client}; what it throws is thrown on. */
    SdkPojo call(SdkClient client, AwsRequest request) {
        try {
            return (SdkPojo) method.invokeExact(client, (Object) request);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Whether {@code failure} comes from the interface's own default method: nobody implements the operation. */
    boolean isMissing(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure instanceof UnsupportedOperationException
                && trace.length > 0
                && trace[0].getClassName().equals(api.getName())
                && trace[0].getMethodName().equals(methodName(name));
    }

    private RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(name + " failed: " + failure, failure);
    }

    private static String methodName(String wireName) {
        return Character.toLowerCase(wireName.charAt(0)) + wireName.substring(1);
    }

    private static Class<?> load(Class<?> api, String name) throws ClassNotFoundException {
        return Class.forName(name, false, api.getClassLoader());
    }
}
