package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * What roles may do by the policies attached to them, as they are at that moment: inline and managed ones, and the
 * permissions boundary. Policies of resources, organisations and sessions are not looked at.
 *
 * <p>Of the condition keys, {@code aws:PrincipalArn}, {@code aws:PrincipalAccount}, {@code aws:PrincipalType} and, when
 * the resource's ARN has one, {@code aws:RequestedRegion} are known here; others must be given. A condition on a key
 * that nobody gave fails, unless it is negated ({@code StringNotEquals}) or ends in {@code IfExists}. That is what AWS
 * does, in statements that allow and in those that deny.
 */
public final class Permissions {
    private static final int PARTITION = 1;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    private final AwsClients clients;

    public Permissions(AwsClients clients) {
        this.clients = requireNonNull(clients, "clients is null");
    }

    /**
     * Refuses what no policy of the role allows, or one denies.
     *
     * @param action {@code codebuild:StartBuild}
     * @param resource an ARN, or {@code *} for actions that know no resource
     * @throws NotAuthorizedException in AWS's words: who may not do what on which resource
     */
    public void require(String roleArn, String sessionName, String action, String resource) {
        require(roleArn, sessionName, action, resource, Map.of());
    }

    /**
     * The same for statements with conditions.
     *
     * @param context condition keys and what they are now: {@code iam:PassedToService} to
     *     {@code ecs-tasks.amazonaws.com}
     */
    public void require(
            String roleArn, String sessionName, String action, String resource, Map<String, String> context) {
        access(roleArn, sessionName).require(action, resource, context);
    }

    /** Reads the policies of a role once, for many questions. */
    public RoleAccess access(String roleArn, String sessionName) {
        return new RoleAccess(policies(roleArn), roleArn, sessionName);
    }

    private RolePolicies policies(String roleArn) {
        return RolePolicies.fetch(clients.iam(), ServiceRoles.nameOf(roleArn));
    }

    static AccessRequest request(String roleArn, String action, String resource, Map<String, String> given) {
        var context = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        context.put("aws:PrincipalArn", roleArn);
        context.put("aws:PrincipalAccount", part(roleArn, ACCOUNT));
        context.put("aws:PrincipalType", "AssumedRole");
        if (!part(resource, REGION).isEmpty()) {
            context.put("aws:RequestedRegion", part(resource, REGION));
        }
        context.putAll(given);
        return new AccessRequest(action, resource, context);
    }

    static NotAuthorizedException refused(
            String roleArn, String sessionName, String action, String resource, String reason) {
        return new NotAuthorizedException(
                "User: arn:%s:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource: %s %s"
                        .formatted(
                                part(roleArn, PARTITION),
                                part(roleArn, ACCOUNT),
                                ServiceRoles.nameOf(roleArn),
                                sessionName,
                                action,
                                resource,
                                reason));
    }

    private static String part(String arn, int index) {
        String[] parts = arn.split(":", -1);
        return parts.length > index ? parts[index] : "";
    }
}
