package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.ecs.task.TargetBinding;
import dev.greenroom.localcloud.ecs.task.TaskListener;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The thread that keeps services as they should be. It sleeps until a task or a request changes something; only what
 * nobody tells it, the health of targets, it asks for.
 */
final class ServiceScheduler implements TaskListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceScheduler.class);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Services services;
    private final ServiceTasks tasks;
    private final ServiceEvents events;
    private final AwsClients clients;
    private final SchedulerPace pace;
    private final Clock clock;
    private final Wakeup wakeup = new Wakeup();
    private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    ServiceScheduler(
            Services services,
            ServiceTasks tasks,
            ServiceEvents events,
            AwsClients clients,
            SchedulerPace pace,
            Clock clock,
            String region) {
        this.services = services;
        this.tasks = tasks;
        this.events = events;
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
        this.thread = new Thread(this::run, "ecs-scheduler-" + region);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Something changed. */
    void wake() {
        wakeup.signal();
    }

    @Override
    public void changed(Task before, Task now) {
        wake();
    }

    @Override
    public void targetRegistered(Task task, String targetGroupArn) {
        notice(task, service -> events.targetRegistered(service, targetGroupArn));
    }

    @Override
    public void targetDeregistered(Task task, String targetGroupArn) {
        notice(task, service -> events.targetDeregistered(service, task.startedBy(), targetGroupArn));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void notice(Task task, Consumer<ServiceEntry> event) {
        notices.add(new Notice(task.startedBy(), event));
        wake();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                wakeup.await(look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at everything; returns how long it may sleep. */
    private Duration look() {
        try {
            TargetHealths targets = TargetHealths.ask(clients, watchedTargetGroups());
            synchronized (services) {
                List<Task> seen = tasks.all(); // before the notices, so that what led there is recorded first
                recordNotices();
                return services.live().stream()
                        .map(service ->
                                new Reconciliation(service, tasks, seen, events, targets, pace, clock.instant()).run())
                        .min(Duration::compareTo)
                        .orElse(IDLE);
            }
        } catch (RuntimeException e) {
            LOG.error("Tried to schedule services but {}", e.toString(), e);
            return AFTER_FAILURE;
        }
    }

    private Set<String> watchedTargetGroups() {
        var groups = new HashSet<String>();
        synchronized (services) {
            for (ServiceEntry service : services.live()) {
                for (Rollout rollout : service.rollouts()) {
                    if (tasks.hasLeft(rollout)) {
                        rollout.revision().targets().stream()
                                .map(TargetBinding::targetGroupArn)
                                .forEach(groups::add);
                    }
                }
            }
        }
        return groups;
    }

    private void recordNotices() {
        for (Notice notice = notices.poll(); notice != null; notice = notices.poll()) {
            record(notice);
        }
    }

    private void record(Notice notice) {
        services.live().stream()
                .filter(service -> service.rollouts().stream()
                        .anyMatch(rollout -> rollout.id().equals(notice.rolloutId())))
                .forEach(notice.event());
    }

    /** An event that a task's thread has for the service of a deployment. */
    private record Notice(@Nullable String rolloutId, Consumer<ServiceEntry> event) {}
}
