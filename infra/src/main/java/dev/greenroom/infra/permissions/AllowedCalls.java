package dev.greenroom.infra.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Fails every call that policies do not allow before it is sent, so that one which somebody forgot a permission for is
 * found where no IAM would refuse it.
 */
public final class AllowedCalls implements ExecutionInterceptor {
    private final Set<String> allowed;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private AllowedCalls(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** What at least one of the policies allows. */
    public static AllowedCalls of(List<Policy> policies) {
        var actions = new TreeSet<String>();
        for (var policy : policies) {
            actions.addAll(requireNonNull(policy, "policy is null").actions());
        }
        return new AllowedCalls(actions);
    }

    /** What was needed until now. */
    public Set<String> used() {
        return new TreeSet<>(used);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes call) {
        for (var action : IamActions.of(call)) {
            if (!allowed.contains(action)) {
                throw new CallNotAllowedException(
                        "Tried to call %s of %s but no policy allows %s: add it to Policy, where it belongs"
                                .formatted(
                                        call.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                                        call.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                                        action));
            }
            used.add(action);
        }
    }
}
