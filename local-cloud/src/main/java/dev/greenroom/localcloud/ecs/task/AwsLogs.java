package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The {@code awslogs} driver: opens the log stream of a container. */
final class AwsLogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AwsLogs.class);
    private static final String FAILURE =
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
                    + " failed to create Cloudwatch log stream: %s : exit status 1";

    private final AwsClients clients;
    private final Clock clock;
    private final ScheduledExecutorService shipping;

    AwsLogs(AwsClients clients, Clock clock, String region) {
        this.clients = clients;
        this.clock = clock;
        this.shipping = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "ecs-logs-" + region);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Empty when the container has no log configuration. */
    Optional<LogStream> open(ContainerDefinition container, String taskId, ExecutionRole role)
            throws TaskStartException {
        if (container.logConfiguration() == null) {
            return Optional.empty();
        }
        Map<String, String> options = container.logConfiguration().options();
        CloudWatchLogsClient logs = clients.logs();
        String group = options.get("awslogs-group");
        String stream = "%s/%s/%s".formatted(options.get("awslogs-stream-prefix"), container.name(), taskId);
        try {
            if (Boolean.parseBoolean(options.get("awslogs-create-group"))) {
                role.requireLogGroup(group);
                createGroup(logs, group);
            }
            role.requireLogStream(group, stream);
            logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        } catch (NotAuthorizedException e) {
            throw new TaskStartException(FAILURE.formatted(ExecutionRole.reason(e)));
        } catch (SdkException e) {
            throw new TaskStartException(FAILURE.formatted(AwsReason.of(e)));
        }
        return Optional.of(new LogStream(logs, group, stream, clock, shipping));
    }

    @Override
    public void close() {
        shipping.shutdownNow();
    }

    private static void createGroup(CloudWatchLogsClient logs, String group) {
        try {
            logs.createLogGroup(request -> request.logGroupName(group));
        } catch (ResourceAlreadyExistsException e) {
            LOG.debug("Log group {} is there already", group);
        }
    }
}
