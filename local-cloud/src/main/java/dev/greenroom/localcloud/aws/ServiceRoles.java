package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The roles that customers let one service act in: whether it may, and credentials of theirs. */
public final class ServiceRoles {
    private static final ObjectMapper JSON = new ObjectMapper();

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
            String policy = encodedPolicy.startsWith("%")
                    ? URLDecoder.decode(encodedPolicy, StandardCharsets.UTF_8)
                    : encodedPolicy;
            return each(JSON.readTree(policy).path("Statement")).anyMatch(this::allows);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean allows(JsonNode statement) {
        JsonNode trusted = statement.path("Principal");
        boolean names = trusted.asText().equals("*")
                || each(trusted.path("Service")).anyMatch(node -> node.asText().equals(principal));
        boolean assumes = each(statement.path("Action"))
                .map(JsonNode::asText)
                .anyMatch(action ->
                        action.equalsIgnoreCase("sts:AssumeRole") || action.equals("sts:*") || action.equals("*"));
        return statement.path("Effect").asText().equals("Allow") && names && assumes;
    }

    private static Stream<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? StreamSupport.stream(oneOrMany.spliterator(), false) : Stream.of(oneOrMany);
    }
}
