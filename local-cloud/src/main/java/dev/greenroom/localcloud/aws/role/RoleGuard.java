package dev.greenroom.localcloud.aws.role;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.RoleAccess;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.utils.Lazy;

/**
 * Keeps whoever acts in a role to what its policies allow; they are read once, when they are first needed. As an interceptor
 * it watches all that an SDK client is asked for. (A proxy of a client's interface would load the classes of all its
 * operations, which for EC2 are thousands.)
 */
public final class RoleGuard implements ExecutionInterceptor {
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

    private final RequiredPermissions required;
    private final Lazy<RoleAccess> access;

    private RoleGuard(AwsClients clients, AwsScope scope, String roleArn, String sessionName, boolean reads) {
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

    /** @throws AwsServiceException in AWS's words when no policy allows the request, or one denies it */
    public void require(AwsRequest request) {
        for (RequiredPermission permission : required.of(request)) {
            try {
                access.getValue().requireAsFarAsKnown(permission.action(), permission.resource(), permission.context());
            } catch (NotAuthorizedException e) {
                throw refusal(request, e.getMessage());
            }
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof AwsRequest request) {
            require(request);
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
