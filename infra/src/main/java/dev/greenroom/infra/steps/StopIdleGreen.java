package dev.greenroom.infra.steps;

import dev.greenroom.infra.IdleGreen;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** Stops the tasks of the green slot when nothing was delivered for a while, and nothing is on its way. */
final class StopIdleGreen {
    private static final List<PipelineExecutionStatus> ON_ITS_WAY =
            List.of(PipelineExecutionStatus.IN_PROGRESS, PipelineExecutionStatus.STOPPING);

    private final BuildVariables variables;
    private final AwsClients aws;
    private final Clock clock;
    private final PrintStream out;

    StopIdleGreen(BuildVariables variables, AwsClients aws, Clock clock, PrintStream out) {
        this.variables = variables;
        this.aws = aws;
        this.clock = clock;
        this.out = out;
    }

    void run() throws InterruptedException {
        var busy = busy();
        if (busy.isPresent()) {
            out.println("The green slot is left alone: " + busy.get());
            return;
        }
        var stopped = new IdleGreen(variables.get("PROJECT"), "test", aws, variables.get("SERVICES_ROLE"))
                .stop(() -> busy().ifPresent(reason -> {
                    throw new DeploymentException("Tried to stop the tasks of the green slot but " + reason);
                }));
        out.println(stopped.map(slot -> "Stopped the tasks of slot %s, the green one".formatted(slot))
                .orElse("The green slot has no tasks that could be stopped"));
    }

    /** Why the green slot may still be needed. */
    private Optional<String> busy() {
        var idle = Duration.ofMinutes(variables.minutes("IDLE_MINUTES"));
        var since = clock.instant().minus(idle);
        var executions = aws.codePipeline()
                .listPipelineExecutions(request -> request.pipelineName(variables.get("PIPELINE")))
                .pipelineExecutionSummaries();
        if (executions.isEmpty()) {
            return Optional.of("nothing was ever delivered");
        }
        return executions.stream()
                .filter(execution -> ON_ITS_WAY.contains(execution.status())
                        || changed(execution).isAfter(since))
                .findFirst()
                .map(execution -> "execution %s is %s, %d minutes are not over"
                        .formatted(execution.pipelineExecutionId(), execution.statusAsString(), idle.toMinutes()));
    }

    private static Instant changed(PipelineExecutionSummary execution) {
        return execution.lastUpdateTime() == null ? execution.startTime() : execution.lastUpdateTime();
    }
}
