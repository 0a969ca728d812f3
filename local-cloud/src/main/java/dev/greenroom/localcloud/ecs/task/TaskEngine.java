package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.RoleSessions;
import dev.greenroom.localcloud.aws.ServiceRoles;
import dev.greenroom.localcloud.ecs.cluster.Clusters;
import dev.greenroom.localcloud.ecs.definition.TaskDefinitions;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;

/** Everything that runs tasks, put together for one region. */
public final class TaskEngine implements AutoCloseable {
    private final EcsArns arns;
    private final ResourceTags tags;
    private final Subnets subnets;
    private final TaskRoles roles;
    private final AwsLogs logs;
    private final Tasks tasks;
    private final HttpServlet endpoints;

    public TaskEngine(
            EcsArns arns,
            ResourceTags tags,
            AwsClients clients,
            TaskRuntime runtime,
            TaskNetwork network,
            Supplier<URI> gateway,
            Clock clock) {
        this.arns = arns;
        this.tags = tags;
        this.subnets = new Subnets(clients);
        var serviceRoles = new ServiceRoles(clients, TaskRoles.PRINCIPAL);
        this.roles = new TaskRoles(serviceRoles);
        RoleSessions credentials = new RoleSessions(serviceRoles, clock);
        this.logs = new AwsLogs(clients, clock, arns.scope().region());
        this.tasks = new Tasks(
                arns,
                tags,
                new TaskServices(
                        arns.scope(),
                        clients,
                        runtime,
                        network,
                        gateway,
                        clock,
                        subnets,
                        roles,
                        credentials,
                        new SecretReader(clients),
                        logs));
        this.endpoints = new EcsEndpoints(credentials, new TaskMetadata(tasks, tags));
    }

    public Tasks tasks() {
        return tasks;
    }

    public Subnets subnets() {
        return subnets;
    }

    public TaskOperations operations(Clusters clusters, TaskDefinitions definitions) {
        return new TaskOperations(tasks, roles, subnets, clusters, definitions, arns, tags);
    }

    /** Answers containers that ask for credentials and metadata. */
    public HttpServlet endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        tasks.close();
        logs.close();
    }
}
