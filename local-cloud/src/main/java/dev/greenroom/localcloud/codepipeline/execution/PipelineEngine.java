package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.aws.ServiceRoles;
import dev.greenroom.localcloud.aws.Underway;
import dev.greenroom.localcloud.codepipeline.action.ActionRunner;
import dev.greenroom.localcloud.codepipeline.action.Authorization;
import dev.greenroom.localcloud.codepipeline.definition.ActionKind;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipelines of a region and all that moves them. */
public final class PipelineEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineEngine.class);
    private static final String PRINCIPAL = "codepipeline.amazonaws.com";
    private static final long LONGEST_END_SECONDS = 5;

    private final EventPublisher publisher;
    private final ExecutorService threads;
    private final PipelineOperations pipelines;
    private final StartOperations starts;
    private final ExecutionOperations executions;
    private final ApprovalOperations approvals;
    private final TransitionOperations transitions;
    private final ExecutionDescriptions executionDescriptions;
    private final ActionDescriptions actionDescriptions;
    private final StateDescriptions stateDescriptions;
    private final ResourceTags tags = new ResourceTags();

    /** @param timers lets approvals expire */
    public PipelineEngine(
            AwsScope scope,
            AwsClients clients,
            Map<ActionKind, ActionRunner> runners,
            Authorization authorization,
            Timers timers,
            Underway underway,
            Clock clock) {
        publisher = new EventPublisher(clients, "aws.codepipeline", scope.region());
        threads = Executors.newCachedThreadPool(run -> {
            Thread thread = new Thread(run, "codepipeline-" + scope.region());
            thread.setDaemon(true);
            return thread;
        });
        Pipelines store = new Pipelines(scope);
        var events = new StateEvents(publisher, underway, scope.region(), clock);
        var factory = new RunFactory(authorization, scope.region(), clock);
        var engine = new ExecutionEngine(
                events,
                clock,
                self -> new ActionWork(store, runners, factory, events, threads, timers, clock, self::advance));
        starts = new StartOperations(scope, store, engine);
        executions = new ExecutionOperations(scope, store, engine, clock);
        var roles = new ServiceRoles(clients, PRINCIPAL);
        pipelines = new PipelineOperations(scope, store, tags, roles, engine, starts, clock);
        approvals = new ApprovalOperations(scope, store, engine.work(), clock);
        transitions = new TransitionOperations(scope, store, engine, clock);
        executionDescriptions = new ExecutionDescriptions(store);
        actionDescriptions = new ActionDescriptions(store);
        stateDescriptions = new StateDescriptions(scope, store);
    }

    public PipelineOperations pipelines() {
        return pipelines;
    }

    public StartOperations starts() {
        return starts;
    }

    public ExecutionOperations executions() {
        return executions;
    }

    public ApprovalOperations approvals() {
        return approvals;
    }

    public TransitionOperations transitions() {
        return transitions;
    }

    public ExecutionDescriptions executionDescriptions() {
        return executionDescriptions;
    }

    public ActionDescriptions actionDescriptions() {
        return actionDescriptions;
    }

    public StateDescriptions stateDescriptions() {
        return stateDescriptions;
    }

    public ResourceTags tags() {
        return tags;
    }

    /** Actions that run are abandoned. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some actions of pipelines did not end within {} seconds", LONGEST_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}
