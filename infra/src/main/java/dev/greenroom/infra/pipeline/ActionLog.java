package dev.greenroom.infra.pipeline;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.Build;

/** What one build prints, from its first line on, while it runs and after. For one thread at a time. */
public final class ActionLog {
    private final AwsClients aws;
    private final String buildId;
    private @Nullable String token;
    private boolean ended;

    ActionLog(AwsClients aws, String buildId) {
        this.aws = requireNonNull(aws, "aws is null");
        this.buildId = requireNonNull(buildId, "buildId is null");
    }

    public String buildId() {
        return buildId;
    }

    /** The lines since the last call; none when nothing was printed meanwhile. */
    public List<LogLine> next() {
        var build = build();
        var lines = new ArrayList<LogLine>();
        var page = read(build, lines);
        while (page) {
            page = read(build, lines);
        }
        ended = build.buildComplete();
        return lines;
    }

    /** Whether the build had ended when {@link #next} was called last, so that no more lines will come. */
    public boolean ended() {
        return ended;
    }

    /** Whether there may be more already. */
    private boolean read(Build build, List<LogLine> lines) {
        var logs = build.logs();
        if (logs == null || logs.groupName() == null || logs.streamName() == null) {
            return false;
        }
        try {
            var response = aws.logs().getLogEvents(request -> request.logGroupName(logs.groupName())
                    .logStreamName(logs.streamName())
                    .startFromHead(true)
                    .nextToken(token));
            response.events().forEach(event -> lines.add(line(event)));
            token = response.nextForwardToken();
            return !response.events().isEmpty();
        } catch (ResourceNotFoundException notYet) {
            return false;
        }
    }

    private static LogLine line(OutputLogEvent event) {
        return new LogLine(
                Instant.ofEpochMilli(event.timestamp()), event.message().stripTrailing());
    }

    private Build build() {
        return aws.codeBuild().batchGetBuilds(request -> request.ids(buildId)).builds().stream()
                .findFirst()
                .orElseThrow(() -> new DeploymentException(
                        "Tried to read the log of build %s but CodeBuild knows no such build".formatted(buildId)));
    }
}
