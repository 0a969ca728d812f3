package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.RoleAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.utils.Lazy;

/**
 * The role in which ECS itself starts a task: pulls its images, opens its log streams and reads its secrets. A task without
 * one is asked nothing; of those that need one, none can be registered without.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task execution
 *     IAM role</a>
 */
final class ExecutionRole {
    private static final Pattern ECR_IMAGE =
            Pattern.compile("(?<account>\\d+)\\.dkr\\.ecr\\.(?<region>[^.]+)\\.[^/]+/(?<repository>[^:@]+).*");
    private static final Pattern LOCAL_IMAGE = Pattern.compile("localhost(:\\d+)?/(?<repository>[^:@]+).*");

    private final AwsScope scope;
    private final Optional<Lazy<RoleAccess>> access;

    private ExecutionRole(AwsScope scope, Optional<Lazy<RoleAccess>> access) {
        this.scope = scope;
        this.access = access;
    }

    static ExecutionRole of(TaskEntry entry, AwsScope scope, AwsClients clients) {
        return new ExecutionRole(
                scope,
                entry.launch()
                        .executionRole()
                        .map(arn -> new Lazy<>(() -> new Permissions(clients).access(arn, entry.id()))));
    }

    /** For images of ECR only; others need no permission. */
    void requireImage(String image) throws TaskStartException {
        Optional<String> repository = repository(image);
        if (repository.isEmpty()) {
            return;
        }
        try {
            require("ecr:GetAuthorizationToken", "*");
        } catch (NotAuthorizedException e) {
            throw new TaskStartException(
                    "ResourceInitializationError: unable to pull secrets or registry auth: execution"
                            + " resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried"
                            + " 1 time(s): " + reason(e));
        }
        try {
            for (String action : List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")) {
                require(action, repository.get());
            }
        } catch (NotAuthorizedException e) {
            throw new TaskStartException(
                    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref %s: %s"
                            .formatted(image, reason(e)));
        }
    }

    /** @param parameter its name */
    void requireParameter(String parameter) {
        require("ssm:GetParameters", scope.arn("ssm", "parameter/" + parameter.replaceFirst("^/", "")));
    }

    void requireSecret(String arn) {
        require("secretsmanager:GetSecretValue", arn);
    }

    void requireLogGroup(String group) {
        require("logs:CreateLogGroup", scope.arn("logs", "log-group:%s:log-stream:".formatted(group)));
    }

    void requireLogStream(String group, String stream) {
        require("logs:CreateLogStream", scope.arn("logs", "log-group:%s:log-stream:%s".formatted(group, stream)));
    }

    /** A refusal as ECS quotes it. */
    static String reason(NotAuthorizedException refusal) {
        return "AccessDeniedException: " + refusal.getMessage();
    }

    private void require(String action, String resource) {
        access.ifPresent(role -> role.getValue().requireAsFarAsKnown(action, Optional.of(resource), Map.of()));
    }

    private Optional<String> repository(String image) {
        Matcher ecr = ECR_IMAGE.matcher(image);
        if (ecr.matches()) {
            var registry = new AwsScope(ecr.group("account"), ecr.group("region"));
            return Optional.of(registry.arn("ecr", "repository/" + ecr.group("repository")));
        }
        Matcher local = LOCAL_IMAGE.matcher(image);
        return local.matches()
                ? Optional.of(scope.arn("ecr", "repository/" + local.group("repository")))
                : Optional.empty();
    }
}
