package dev.greenroom.infra.steps;

import dev.greenroom.infra.IdleGreen;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** Stops the tasks of the green slot when nothing came to it for a while, and nothing is on its way. */
final class StopIdleGreen {
    private static final List<PipelineExecutionStatus> ON_ITS_WAY =
            List.of(PipelineExecutionStatus.IN_PROGRESS, PipelineExecutionStatus.STOPPING);

    private final BuildVariables variables;
    private final AwsClients aws;
    private final Clock clock;
    private final Pacing pacing;
    private final PrintStream out;

    StopIdleGreen(BuildVariables variables, AwsClients aws, Clock clock, Pacing pacing, PrintStream out) {
        this.variables = variables;
        this.aws = aws;
        this.clock = clock;
        this.pacing = pacing;
        this.out = out;
    }

    void run() throws InterruptedException {
        var idle = Duration.ofMinutes(variables.minutes("IDLE_MINUTES"));
        var pipeline = variables.get("PIPELINE");
        var green = new IdleGreen(variables.get("PROJECT"), "test", aws, pacing, variables.get("SERVICES_ROLE"));
        var needed = delivered(pipeline, idle).or(() -> changed(green, idle));
        if (needed.isPresent()) {
            out.println("The green slot is left alone: " + needed.get());
            return;
        }
        var stopped = green.stop(() -> delivered(pipeline, idle).ifPresent(reason -> {
            throw new DeploymentException("Tried to stop the tasks of the green slot but " + reason);
        }));
        out.println(stopped.map(slot -> "Stopped the tasks of slot %s, the green one".formatted(slot))
                .orElse("The green slot has no tasks that could be stopped"));
    }

    /** What was delivered lately, or is on its way. */
    private Optional<String> delivered(String pipeline, Duration idle) {
        var executions = aws.codePipeline()
                .listPipelineExecutions(request -> request.pipelineName(pipeline))
                .pipelineExecutionSummaries();
        if (executions.isEmpty()) {
            return Optional.of("nothing was ever delivered");
        }
        return executions.stream()
                .filter(execution -> ON_ITS_WAY.contains(execution.status()) || isRecent(changed(execution), idle))
                .findFirst()
                .map(execution -> "execution %s is %s, %d minutes are not over"
                        .formatted(execution.pipelineExecutionId(), execution.statusAsString(), idle.toMinutes()));
    }

    /** What was done by hand lately: a deployment, a toggle or a rollback. */
    private Optional<String> changed(IdleGreen green, Duration idle) {
        return green.changed()
                .filter(when -> isRecent(when, idle))
                .map(when -> "it or the traffic was changed at %s, %d minutes are not over"
                        .formatted(when, idle.toMinutes()));
    }

    private boolean isRecent(Instant when, Duration idle) {
        return when.isAfter(clock.instant().minus(idle));
    }

    private static Instant changed(PipelineExecutionSummary execution) {
        return execution.lastUpdateTime() == null ? execution.startTime() : execution.lastUpdateTime();
    }
}
