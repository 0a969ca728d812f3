package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The roles that customers let one service act in: whether it may, and credentials of theirs. */
public final class ServiceRoles {
    private final AwsClients clients;
    private final String principal;

    /** @param principal the service, as trust policies name it: {@code ecs-tasks.amazonaws.com} */
    public ServiceRoles(AwsClients clients, String principal) {
        this.clients = requireNonNull(clients, "clients is null");
        this.principal = requireNonNull(principal, "principal is null");
    }

    /** Whether the role exists and trusts the service. */
    public boolean isAssumable(String roleArn) {
        try {
            return trusts(clients.iam()
                    .getRole(request -> request.roleName(nameOf(roleArn)))
                    .role()
                    .assumeRolePolicyDocument());
        } catch (AwsServiceException e) {
            return false;
        }
    }

    /** Fresh credentials of the role. */
    public Credentials assume(String roleArn, String sessionName) {
        return clients.sts()
                .assumeRole(request -> request.roleArn(roleArn).roleSessionName(sessionName))
                .credentials();
    }

    /** The name of a role, without its path. */
    public static String nameOf(String roleArn) {
        return roleArn.substring(roleArn.lastIndexOf('/') + 1);
    }

    private boolean trusts(String encodedPolicy) {
        try {
            return PolicyJson.each(PolicyJson.read(encodedPolicy).path("Statement"))
                    .anyMatch(this::allows);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean allows(JsonNode statement) {
        JsonNode trusted = statement.path("Principal");
        boolean names = trusted.asText().equals("*")
                || PolicyJson.texts(trusted.path("Service")).contains(principal);
        boolean assumes = PolicyJson.texts(statement.path("Action")).stream()
                .anyMatch(action ->
                        action.equalsIgnoreCase("sts:AssumeRole") || action.equals("sts:*") || action.equals("*"));
        return statement.path("Effect").asText().equals("Allow") && names && assumes;
    }
}
