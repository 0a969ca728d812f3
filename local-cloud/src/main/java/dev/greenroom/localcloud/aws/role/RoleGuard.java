package dev.greenroom.localcloud.aws.role;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.RoleAccess;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.utils.Lazy;

/**
 * Keeps whoever acts in a role to what its policies allow. What they do not allow is refused by an
 * {@link AwsServiceException} with the code {@code AccessDenied} or
 * {@code AccessDeniedException}, in AWS's words. They are read once, when they are first
 * needed.
 */
public final class RoleGuard {
    private static final Set<String> XML = Set.of(
            ".cloudformation.",
            ".cloudwatch.",
            ".ec2.",
            ".elasticloadbalancingv2.",
            ".iam.",
            ".rds.",
            ".s3.",
            ".sns.",
            ".sqs.",
            ".sts.");

    private final AwsClients clients;
    private final RequiredPermissions required;
    private final Lazy<RoleAccess> access;

    private RoleGuard(AwsClients clients, AwsScope scope, String roleArn, String sessionName, boolean reads) {
        this.clients = clients;
        this.required = new RequiredPermissions(scope, name -> arn(clients.iam(), name), reads);
        this.access = new Lazy<>(() -> new Permissions(clients).access(roleArn, sessionName));
    }

    /**
     * For a service that acts in a role: of what it reads only secrets are asked, since which reads AWS's own services make
     * is not known.
     *
     * @param sessionName under which the role is used, which refusals tell
     */
    public static RoleGuard ofService(AwsClients clients, AwsScope scope, String roleArn, String sessionName) {
        return new RoleGuard(clients, scope, roleArn, sessionName, false);
    }

    /** For a caller with credentials of a role: whatever it asks for has to be allowed, what it reads on some resource. */
    public static RoleGuard ofCaller(AwsClients clients, AwsScope scope, String roleArn, String sessionName) {
        return new RoleGuard(clients, scope, roleArn, sessionName, true);
    }

    /** All services, as the role may use them. */
    public AwsClients clients() {
        return proxy(AwsClients.class, (proxy, method, arguments) -> {
            Object client = call(clients, method, arguments);
            return client instanceof SdkClient ? proxy(method.getReturnType(), new Guard(client)) : client;
        });
    }

    /** One service, as the role may use it. */
    public SdkClient client(Class<? extends SdkClient> api, SdkClient client) {
        return proxy(api, new Guard(client));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object client, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Optional<String> arn(IamClient iam, String roleName) {
        try {
            return Optional.ofNullable(
                    iam.getRole(get -> get.roleName(roleName)).role().arn());
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    /** Every way to ask a service ends in a method that takes the request; that one is watched. */
    private final class Guard implements InvocationHandler {
        private final Object client;

        Guard(Object client) {
            this.client = client;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && arguments[0] instanceof Consumer && method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (arguments != null && arguments[0] instanceof AwsRequest request) {
                require(request);
            }
            return call(client, method, arguments);
        }

        private void require(AwsRequest request) {
            for (RequiredPermission permission : required.of(request)) {
                try {
                    access.getValue()
                            .requireAsFarAsKnown(permission.action(), permission.resource(), permission.context());
                } catch (NotAuthorizedException e) {
                    throw refusal(request, e.getMessage());
                }
            }
        }

        /** Services that answer in JSON have another code than those that answer in XML. */
        private static AwsServiceException refusal(AwsRequest request, String message) {
            boolean isXml = XML.stream().anyMatch(request.getClass().getPackageName()::contains);
            return AwsServiceException.builder()
                    .message(message)
                    .statusCode(isXml ? 403 : 400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(isXml ? "AccessDenied" : "AccessDeniedException")
                            .errorMessage(message)
                            .build())
                    .build();
        }
    }
}
