package dev.greenroom.localcloud.ecs;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.ecs.cluster.ClusterContents;
import dev.greenroom.localcloud.ecs.cluster.Clusters;
import dev.greenroom.localcloud.ecs.definition.TaskDefinitions;
import dev.greenroom.localcloud.ecs.events.TaskEvents;
import dev.greenroom.localcloud.ecs.model.EcsArns;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.model.ResourceTags;
import dev.greenroom.localcloud.ecs.service.SchedulerPace;
import dev.greenroom.localcloud.ecs.service.ServiceEngine;
import dev.greenroom.localcloud.ecs.service.ServiceHistory;
import dev.greenroom.localcloud.ecs.service.ServiceOperations;
import dev.greenroom.localcloud.ecs.task.TaskEngine;
import dev.greenroom.localcloud.ecs.task.TaskOperations;
import dev.greenroom.localcloud.ecs.task.TaskStatus;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** ECS on Fargate, in one region. Closing it ends its threads; the containers are for the runtime to end. */
public final class Ecs implements EcsClient, AutoCloseable {
    private final ResourceTags tags = new ResourceTags();
    private final EventPublisher events;
    private final TaskEngine taskEngine;
    private final ServiceEngine serviceEngine;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final TaskOperations tasks;
    private final ServiceOperations services;
    private final ServiceHistory history;
    private final AccountSettings settings;

    /** @param gateway where containers reach this cloud; asked when a task starts */
    public Ecs(
            AwsScope scope,
            AwsClients clients,
            TaskRuntime runtime,
            TaskNetwork network,
            Supplier<URI> gateway,
            Clock clock) {
        this(scope, clients, runtime, network, gateway, clock, SchedulerPace.rehearsal());
    }

    Ecs(
            AwsScope scope,
            AwsClients clients,
            TaskRuntime runtime,
            TaskNetwork network,
            Supplier<URI> gateway,
            Clock clock,
            SchedulerPace pace) {
        EcsArns arns = new EcsArns(scope);
        this.events = new EventPublisher(clients, "aws.ecs", scope.region());
        this.taskEngine = new TaskEngine(arns, tags, clients, runtime, network, gateway, clock);
        taskEngine.tasks().addListener(new TaskEvents(events, clock));
        this.serviceEngine = new ServiceEngine(arns, tags, clients, taskEngine, events, pace, clock);
        this.clusters = new Clusters(arns, tags, new Contents());
        this.definitions = new TaskDefinitions(arns, tags, clock);
        this.tasks = taskEngine.operations(clusters, definitions);
        this.services = serviceEngine.operations(clusters, definitions);
        this.history = serviceEngine.history(clusters);
        this.settings = new AccountSettings("arn:%s:iam::%s:root".formatted(scope.partition(), scope.accountId()));
    }

    /** Answers containers that ask for credentials and metadata; belongs at {@code /_greenroom/ecs/REGION/*}. */
    public HttpServlet endpoints() {
        return taskEngine.endpoints();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        serviceEngine.close();
        taskEngine.close();
        events.close();
    }

    @Override
    public CreateClusterResponse createCluster(CreateClusterRequest request) {
        return clusters.create(request);
    }

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        return clusters.describe(request);
    }

    @Override
    public ListClustersResponse listClusters(ListClustersRequest request) {
        return clusters.list(request);
    }

    @Override
    public UpdateClusterResponse updateCluster(UpdateClusterRequest request) {
        return clusters.update(request);
    }

    @Override
    public PutClusterCapacityProvidersResponse putClusterCapacityProviders(PutClusterCapacityProvidersRequest request) {
        return clusters.putCapacityProviders(request);
    }

    @Override
    public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
        return clusters.delete(request);
    }

    @Override
    public RegisterTaskDefinitionResponse registerTaskDefinition(RegisterTaskDefinitionRequest request) {
        return definitions.register(request);
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        return definitions.describe(request);
    }

    @Override
    public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
        return definitions.list(request);
    }

    @Override
    public ListTaskDefinitionFamiliesResponse listTaskDefinitionFamilies(ListTaskDefinitionFamiliesRequest request) {
        return definitions.listFamilies(request);
    }

    @Override
    public DeregisterTaskDefinitionResponse deregisterTaskDefinition(DeregisterTaskDefinitionRequest request) {
        return definitions.deregister(request);
    }

    @Override
    public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
        return definitions.delete(request);
    }

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
        return tasks.run(request);
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        return tasks.stop(request);
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return tasks.describe(request);
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return tasks.list(request);
    }

    @Override
    public CreateServiceResponse createService(CreateServiceRequest request) {
        return services.create(request);
    }

    @Override
    public UpdateServiceResponse updateService(UpdateServiceRequest request) {
        return services.update(request);
    }

    @Override
    public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
        return services.delete(request);
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        return services.describe(request);
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        return services.list(request);
    }

    @Override
    public ListServiceDeploymentsResponse listServiceDeployments(ListServiceDeploymentsRequest request) {
        return history.list(request);
    }

    @Override
    public DescribeServiceDeploymentsResponse describeServiceDeployments(DescribeServiceDeploymentsRequest request) {
        return history.describe(request);
    }

    @Override
    public DescribeServiceRevisionsResponse describeServiceRevisions(DescribeServiceRevisionsRequest request) {
        return history.describe(request);
    }

    @Override
    public ListAccountSettingsResponse listAccountSettings(ListAccountSettingsRequest request) {
        return settings.list(request);
    }

    @Override
    public PutAccountSettingResponse putAccountSetting(PutAccountSettingRequest request) {
        return settings.put(request);
    }

    @Override
    public PutAccountSettingDefaultResponse putAccountSettingDefault(PutAccountSettingDefaultRequest request) {
        return settings.putDefault(request);
    }

    @Override
    public DeleteAccountSettingResponse deleteAccountSetting(DeleteAccountSettingRequest request) {
        return settings.delete(request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        tags.add(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        tags.remove(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        if (!tags.knows(request.resourceArn())) {
            throw EcsErrors.resourceNotFound();
        }
        return ListTagsForResourceResponse.builder()
                .tags(tags.of(request.resourceArn()))
                .build();
    }

    private final class Contents implements ClusterContents {
        @Override
        public int activeServices(String clusterArn) {
            return serviceEngine.activeServices(clusterArn);
        }

        @Override
        public int runningTasks(String clusterArn) {
            return count(clusterArn, TaskStatus::isRunning);
        }

        @Override
        public int pendingTasks(String clusterArn) {
            return count(clusterArn, TaskStatus::isPending);
        }

        private int count(String clusterArn, Predicate<Task> filter) {
            return (int) taskEngine.tasks().all().stream()
                    .filter(task -> task.clusterArn().equals(clusterArn))
                    .filter(filter)
                    .count();
        }
    }
}
