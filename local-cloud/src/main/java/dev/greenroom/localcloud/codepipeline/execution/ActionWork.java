package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.codepipeline.action.ActionInput;
import dev.greenroom.localcloud.codepipeline.action.ActionResult;
import dev.greenroom.localcloud.codepipeline.action.ActionRunner;
import dev.greenroom.localcloud.codepipeline.definition.ActionKind;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;

/**
 * Runs actions, each on a thread of its own, and notes what comes of them. Only the first end of a run counts: a
 * decision, a timeout and a stop may come at the same time. All but the threads hold the store's monitor.
 */
final class ActionWork {
    private static final Logger LOG = LoggerFactory.getLogger(ActionWork.class);
    private static final int MOST_VARIABLES = 122_880;

    private final Pipelines store;
    private final Map<ActionKind, ActionRunner> runners;
    private final RunFactory factory;
    private final StateEvents events;
    private final ExecutorService threads;
    private final Timers timers;
    private final Clock clock;
    private final Consumer<Pipeline> advance;

    /** @param advance what follows when an action has ended */
    ActionWork(
            Pipelines store,
            Map<ActionKind, ActionRunner> runners,
            RunFactory factory,
            StateEvents events,
            ExecutorService threads,
            Timers timers,
            Clock clock,
            Consumer<Pipeline> advance) {
        this.store = store;
        this.runners = Map.copyOf(runners);
        this.factory = factory;
        this.events = events;
        this.threads = threads;
        this.timers = timers;
        this.clock = clock;
        this.advance = advance;
    }

    void start(Pipeline pipeline, Execution execution, ActionDeclaration action) {
        ActionRun run = factory.run(execution, action);
        execution.add(run);
        pipeline.stage(execution.stage().name()).ran(run);
        events.action(pipeline, execution, run, "STARTED");
        try {
            ActionInput input = factory.input(execution, run);
            run.change(detail -> detail.input(run.detail().input().toBuilder()
                    .resolvedConfiguration(input.configuration())
                    .build()));
            input.approval().ifPresent(request -> expire(pipeline, execution, run, request));
            run.add(threads.submit(() -> work(pipeline, execution, run, input)));
        } catch (ActionFailedException e) {
            note(pipeline, execution, run, e.code(), String.valueOf(e.getMessage()));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing starts in a cloud that ends");
        }
    }

    void abandon(Pipeline pipeline, Execution execution, ActionRun run) {
        run.abandon(clock.instant());
        events.action(pipeline, execution, run, "ABANDONED");
    }

    /** Somebody has decided about an approval. */
    void decide(Pipeline pipeline, Execution execution, ActionRun run, boolean approved, String summary, String by) {
        run.decide();
        run.change(detail -> detail.updatedBy(by));
        run.result(clock.instant(), result -> result.externalExecutionSummary(summary));
        run.end(approved ? ActionExecutionStatus.SUCCEEDED : ActionExecutionStatus.FAILED, summary, clock.instant());
        events.action(pipeline, execution, run, approved ? "SUCCEEDED" : "FAILED");
        advance.accept(pipeline);
    }

    private void expire(Pipeline pipeline, Execution execution, ActionRun run, ActionInput.ApprovalRequest request) {
        Duration left = Duration.between(clock.instant(), request.expires());
        run.add(timers.after(
                left,
                () -> fail(
                        pipeline,
                        execution,
                        run,
                        ActionFailedException.timeout("The approval request has expired: nobody answered it until %s"
                                .formatted(request.expires())))));
    }

    private void work(Pipeline pipeline, Execution execution, ActionRun run, ActionInput input) {
        Thread.currentThread()
                .setName("codepipeline-%s-%s"
                        .formatted(input.pipeline(), run.action().name()));
        try {
            factory.checkRole(execution, run.action());
            ActionRunner runner = runners.get(ActionKind.of(run.action().actionTypeId()));
            Optional<ActionResult> result = runner.run(input, (id, url) -> started(run, id, url));
            result.ifPresent(success -> succeed(pipeline, execution, run, success));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.debug("Action {} was abandoned at work", run.action().name(), e);
            } else {
                fail(pipeline, execution, run, failure(input, e));
            }
        }
    }

    private static ActionFailedException failure(ActionInput input, Throwable e) {
        if (e instanceof ActionFailedException failure) {
            return failure;
        }
        if (e instanceof SdkException refused) {
            return ActionFailedException.job(AwsReason.of(refused));
        }
        LOG.error("Tried to run action {} of pipeline {} but {}", input.action().name(), input.pipeline(), e, e);
        return ActionFailedException.job(e.toString());
    }

    private void started(ActionRun run, String id, String url) {
        synchronized (store) {
            run.result(clock.instant(), result -> result.externalExecutionId(id).externalExecutionUrl(url));
        }
    }

    private void succeed(Pipeline pipeline, Execution execution, ActionRun run, ActionResult result) {
        int size = result.variables().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (size > MOST_VARIABLES) {
            throw ActionFailedException.job("The output variables of the action have %d bytes; at most %d are allowed"
                    .formatted(size, MOST_VARIABLES));
        }
        synchronized (store) {
            if (!run.isRunning()) {
                return;
            }
            execution.products().add(run.action(), result);
            result.revision().ifPresent(run::revision);
            run.outputs(result.outputs());
            run.change(detail -> detail.output(run.detail().output().toBuilder()
                    .outputVariables(result.variables())
                    .build()));
            run.result(clock.instant(), builder -> builder.externalExecutionSummary(result.summary()));
            run.end(ActionExecutionStatus.SUCCEEDED, result.summary(), clock.instant());
            events.action(pipeline, execution, run, "SUCCEEDED");
            advance.accept(pipeline);
        }
    }

    private void fail(Pipeline pipeline, Execution execution, ActionRun run, ActionFailedException failure) {
        synchronized (store) {
            if (run.isRunning()) {
                note(pipeline, execution, run, failure.code(), String.valueOf(failure.getMessage()));
                advance.accept(pipeline);
            }
        }
    }

    private void note(Pipeline pipeline, Execution execution, ActionRun run, String code, String message) {
        run.result(clock.instant(), result -> result.externalExecutionSummary(message)
                .errorDetails(error -> error.code(code).message(message)));
        run.end(ActionExecutionStatus.FAILED, "", clock.instant());
        events.action(pipeline, execution, run, "FAILED");
    }
}
