package dev.greenroom.localcloud.ecs.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Takes one task through its life, on a thread of its own. Each step up leaves the step down that undoes it, so that a
 * task ends in order from wherever it got to.
 */
final class TaskRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);
    private static final Duration DRAIN_CHECK = Duration.ofMillis(100);

    private final TaskEntry entry;
    private final TaskServices services;
    private final Deque<StepDown> stepsDown = new ArrayDeque<>();

    TaskRun(TaskEntry entry, TaskServices services) {
        this.entry = entry;
        this.services = services;
    }

    /** When it is interrupted it ends at once: the cloud closes, and the runtime ends the containers. */
    @Override
    public void run() {
        try {
            live();
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() throws InterruptedException {
        try {
            ElasticNetworkInterface networkInterface = provision();
            List<PreparedContainer> prepared = prepare();
            TaskContainers containers = activate(prepared, networkInterface);
            register(containers, networkInterface);
            serve(containers);
        } catch (TaskStartException e) {
            stop(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.warn("Tried to run task {} but {}", entry.id(), e.toString(), e);
            stop("InternalError: " + e.getMessage());
        }
    }

    private ElasticNetworkInterface provision() throws TaskStartException {
        for (Optional<String> role :
                List.of(entry.launch().taskRole(), entry.launch().executionRole())) {
            if (role.isPresent()) {
                services.roles().requireAssumable(role.get());
            }
        }
        PrivateAddress address =
                services.subnets().allocate(entry.launch().network().subnets());
        ElasticNetworkInterface networkInterface = ElasticNetworkInterface.at(address);
        stepsDown.push(() -> deprovision(networkInterface));
        entry.change(task -> task.lastStatus(TaskStatus.PENDING.name())
                .availabilityZone(address.availabilityZone())
                .connectivity(Connectivity.CONNECTED)
                .connectivityAt(now())
                .attachments(
                        networkInterface.attachment("ATTACHED", services.scope().region()))
                .containers(entry.description().containers().stream()
                        .map(container -> container.toBuilder()
                                .networkInterfaces(networkInterface.ofContainer())
                                .build())
                        .toList()));
        return networkInterface;
    }

    private List<PreparedContainer> prepare() throws TaskStartException {
        String token = entry.launch()
                .taskRole()
                .map(role -> services.credentials().grant(role, entry.id()))
                .orElse(null);
        stepsDown.push(() -> revoke(token));
        List<PreparedContainer> prepared = new TaskPreparation(entry, services, token).prepare();
        stepsDown.push(() -> prepared.forEach(container -> container.log().close()));
        return prepared;
    }

    private TaskContainers activate(List<PreparedContainer> prepared, ElasticNetworkInterface networkInterface)
            throws InterruptedException, TaskStartException {
        entry.change(task -> task.lastStatus(TaskStatus.ACTIVATING.name()).pullStartedAt(now()));
        TaskContainers containers = new TaskContainers(entry, prepared, services.runtime(), services.clock());
        stepsDown.push(() -> stopContainers(containers));
        containers.start();
        entry.change(task -> task.pullStoppedAt(now()));
        for (PreparedContainer container : prepared) {
            containers
                    .find(container.definition().name())
                    .ifPresent(running -> container.definition().portMappings().stream()
                            .map(PortMapping::containerPort)
                            .forEach(port -> services.network()
                                    .attach(networkInterface.address().ip(), port, running.address(port))));
        }
        return containers;
    }

    private void register(TaskContainers containers, ElasticNetworkInterface networkInterface)
            throws TaskStartException {
        if (entry.launch().targets().isEmpty() || entry.stop().isPresent()) {
            return;
        }
        TargetRegistration targets = new TargetRegistration(
                entry, services.clients(), networkInterface.address().ip());
        stepsDown.push(() -> drain(containers, targets));
        targets.register();
    }

    private void serve(TaskContainers containers) throws InterruptedException {
        if (entry.stop().isEmpty()) {
            entry.change(task -> task.lastStatus(TaskStatus.RUNNING.name()).startedAt(now()));
        }
        while (entry.stop().isEmpty()) {
            containers.handle(entry.awaitSignal());
        }
    }

    private void end() throws InterruptedException {
        while (!stepsDown.isEmpty()) {
            try {
                stepsDown.pop().go();
            } catch (RuntimeException e) {
                LOG.warn("Tried to stop task {} in order but {}", entry.id(), e.toString(), e);
            }
        }
        entry.change(task -> task.lastStatus(TaskStatus.STOPPED.name())
                .stoppedAt(now())
                .containers(task.build().containers().stream()
                        .map(container -> container.toBuilder()
                                .lastStatus(TaskStatus.STOPPED.name())
                                .build())
                        .toList()));
    }

    /** Requests in flight are answered before the stop signal, unless nobody is left to answer them. */
    private void drain(TaskContainers containers, TargetRegistration targets) throws InterruptedException {
        entry.change(task -> task.lastStatus(TaskStatus.DEACTIVATING.name()));
        targets.deregister();
        while (containers.areEssentialRunning() && !targets.isDrained()) {
            entry.awaitSignal(DRAIN_CHECK).ifPresent(containers::handle);
        }
    }

    private void stopContainers(TaskContainers containers) throws InterruptedException {
        entry.change(task -> task.lastStatus(TaskStatus.STOPPING.name()));
        containers.stop();
        entry.change(task -> task.executionStoppedAt(now()));
    }

    private void revoke(@Nullable String token) {
        if (token != null) {
            services.credentials().revoke(token);
        }
    }

    private void deprovision(ElasticNetworkInterface networkInterface) {
        entry.change(task -> task.lastStatus(TaskStatus.DEPROVISIONING.name())
                .attachments(
                        networkInterface.attachment("DELETED", services.scope().region())));
        services.network().detach(networkInterface.address().ip());
        services.subnets().release(networkInterface.address());
    }

    private void stop(String reason) {
        entry.requestStop(TaskStopCode.TASK_FAILED_TO_START, reason, now());
    }

    private Instant now() {
        return services.clock().instant();
    }

    private interface StepDown {
        void go() throws InterruptedException;
    }
}
