package dev.greenroom.localcloud.ecs.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The roles of tasks: whether ECS may assume them, and their credentials. */
final class TaskRoles {
    private static final String PRINCIPAL = "ecs-tasks.amazonaws.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsClients clients;

    TaskRoles(AwsClients clients) {
        this.clients = clients;
    }

    /** Throws unless the role exists and trusts ECS tasks. */
    void requireAssumable(String roleArn) throws TaskStartException {
        try {
            String policy = clients.iam()
                    .getRole(request -> request.roleName(EcsArns.nameOf(roleArn)))
                    .role()
                    .assumeRolePolicyDocument();
            if (!trustsTasks(policy)) {
                throw notAssumable(roleArn);
            }
        } catch (AwsServiceException e) {
            throw notAssumable(roleArn);
        }
    }

    /** Fresh credentials of the role, in a session named after the task. */
    Credentials assume(String roleArn, String taskId) {
        return clients.sts()
                .assumeRole(request -> request.roleArn(roleArn).roleSessionName(taskId))
                .credentials();
    }

    static TaskStartException notAssumable(String roleArn) {
        return new TaskStartException(
                "ECS was unable to assume the role '%s' that was provided for this task. Please verify that the role"
                                .formatted(roleArn)
                        + " being passed has the proper trust relationship and permissions and that your IAM user has"
                        + " permissions to pass this role.");
    }

    private static boolean trustsTasks(String encodedPolicy) {
        try {
            String policy = encodedPolicy.startsWith("%")
                    ? URLDecoder.decode(encodedPolicy, StandardCharsets.UTF_8)
                    : encodedPolicy;
            return each(JSON.readTree(policy).path("Statement")).anyMatch(TaskRoles::allowsTasks);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean allowsTasks(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        boolean names = principal.asText().equals("*")
                || each(principal.path("Service"))
                        .anyMatch(node -> node.asText().equals(PRINCIPAL));
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
