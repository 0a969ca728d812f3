package dev.greenroom.localcloud.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of an SDK client interface: {@code DescribeStacksResponse describeStacks(DescribeStacksRequest)}. */
record Operation(String name, Method method) {
    static boolean isOperation(Method method) {
        return method.getParameterCount() == 1
                && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                && AwsResponse.class.isAssignableFrom(method.getReturnType());
    }

    static Operation of(Method method) {
        String name = method.getName();
        return new Operation(Character.toUpperCase(name.charAt(0)) + name.substring(1), method);
    }

    /** An empty builder of the operation's request. */
    SdkPojo newRequest() {
        try {
            return (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's model of " + name + " has no builder", e);
        }
    }

    /** Calls {@code client}; what it throws is thrown on. */
    SdkPojo call(SdkClient client, SdkPojo requestBuilder) {
        try {
            return (SdkPojo) method.invoke(client, ((SdkBuilder<?, ?>) requestBuilder).build());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(name + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The SDK's interface of " + name + " is not public", e);
        }
    }

    /** Whether {@code failure} comes from the interface's own default method: nobody implements the operation. */
    boolean isMissing(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure instanceof UnsupportedOperationException
                && trace.length > 0
                && trace[0].getClassName().equals(method.getDeclaringClass().getName())
                && trace[0].getMethodName().equals(method.getName());
    }

    /** Whether {@code implementation} has the operation, rather than the interface's default. */
    boolean isImplementedBy(Class<?> implementation) {
        try {
            return !implementation
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .isInterface();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
