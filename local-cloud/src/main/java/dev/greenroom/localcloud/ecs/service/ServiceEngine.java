package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.ecs.cluster.Clusters;
import dev.greenroom.localcloud.ecs.definition.TaskDefinitions;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import dev.greenroom.localcloud.ecs.task.TaskEngine;
import java.time.Clock;

/** Everything that keeps services, put together for one region. */
public final class ServiceEngine implements AutoCloseable {
    private final EcsArns arns;
    private final ResourceTags tags;
    private final Clock clock;
    private final Services services;
    private final ServiceTasks serviceTasks;
    private final ServiceRules rules;
    private final ServiceDescriptions descriptions;
    private final ServiceEvents events;
    private final ServiceScheduler scheduler;

    public ServiceEngine(
            EcsArns arns,
            ResourceTags tags,
            AwsClients clients,
            TaskEngine tasks,
            EventPublisher publisher,
            SchedulerPace pace,
            Clock clock) {
        this.arns = arns;
        this.tags = tags;
        this.clock = clock;
        this.services = new Services(arns, clock);
        this.rules = new ServiceRules(clients, tasks.subnets());
        this.serviceTasks = new ServiceTasks(tasks.tasks(), tags);
        this.descriptions = new ServiceDescriptions(arns, serviceTasks);
        this.events = new ServiceEvents(publisher, clock);
        this.scheduler = new ServiceScheduler(
                services,
                serviceTasks,
                events,
                clients,
                pace,
                clock,
                arns.scope().region());
        tasks.tasks().addListener(scheduler);
        scheduler.start();
    }

    public ServiceOperations operations(Clusters clusters, TaskDefinitions definitions) {
        return new ServiceOperations(
                services, rules, descriptions, events, scheduler, clusters, definitions, arns, tags, clock);
    }

    public ServiceHistory history(Clusters clusters) {
        return new ServiceHistory(services, descriptions, serviceTasks, clusters);
    }

    public int activeServices(String clusterArn) {
        synchronized (services) {
            return (int) services.all().stream()
                    .filter(service -> service.status() == ServiceStatus.ACTIVE)
                    .filter(service -> service.clusterArn().equals(clusterArn))
                    .count();
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
