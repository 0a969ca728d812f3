package dev.greenroom.localcloud.ecs;

import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.ecs.FakeTaskRuntime.FakeContainer;
import dev.greenroom.localcloud.ecs.service.SchedulerPace;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Task;

/** An ECS with fakes around it, a cluster and what a test needs to say often. */
final class EcsFixture implements AutoCloseable {
    static final String CLUSTER = "stage";
    static final String IMAGE = "localhost:4566/app:1";

    final FakeAws aws = new FakeAws();
    final FakeTaskRuntime runtime = new FakeTaskRuntime();
    final MovableClock clock = new MovableClock();
    final TaskNetwork network = new TaskNetwork();
    final Ecs ecs;

    EcsFixture() {
        this(() -> URI.create("http://localhost:4566"));
    }

    EcsFixture(Supplier<URI> gateway) {
        ecs = new Ecs(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1"),
                aws.clients(),
                runtime,
                network,
                gateway,
                clock,
                new SchedulerPace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50)));
        ecs.createCluster(request -> request.clusterName(CLUSTER));
    }

    @Override
    public void close() {
        ecs.close();
    }

    /** Registers a task definition of one container {@code app} that listens on 8080; returns its ARN. */
    String define(Consumer<ContainerDefinition.Builder> app) {
        return defineWith(definition -> definition.containerDefinitions(container(app)));
    }

    String defineWith(Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        RegisterTaskDefinitionRequest.Builder request = definition();
        change.accept(request);
        return ecs.registerTaskDefinition(request.build()).taskDefinition().taskDefinitionArn();
    }

    static RegisterTaskDefinitionRequest.Builder definition() {
        return RegisterTaskDefinitionRequest.builder()
                .family("app")
                .cpu("256")
                .memory("512")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .executionRoleArn(FakeAws.ROLE)
                .containerDefinitions(container(app -> {}));
    }

    static ContainerDefinition container(Consumer<ContainerDefinition.Builder> change) {
        ContainerDefinition.Builder app =
                ContainerDefinition.builder().name("app").image(IMAGE).portMappings(port(8080));
        change.accept(app);
        return app.build();
    }

    static PortMapping port(int containerPort) {
        return PortMapping.builder().containerPort(containerPort).build();
    }

    static Secret secret(String name, String valueFrom) {
        return Secret.builder().name(name).valueFrom(valueFrom).build();
    }

    static ContainerDependency dependency(String container, ContainerCondition condition) {
        return ContainerDependency.builder()
                .containerName(container)
                .condition(condition)
                .build();
    }

    static NetworkConfiguration networkConfiguration() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(vpc -> vpc.subnets(FakeAws.SUBNET).securityGroups("sg-1"))
                .build();
    }

    Task run(String taskDefinition) {
        return ecs.runTask(request -> request.cluster(CLUSTER)
                        .taskDefinition(taskDefinition)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(networkConfiguration()))
                .tasks()
                .get(0);
    }

    Task task(String arn) {
        return ecs.describeTasks(request -> request.cluster(CLUSTER).tasks(arn))
                .tasks()
                .get(0);
    }

    Task awaitStatus(Task task, String status) {
        return awaitTask(task, each -> each.lastStatus().equals(status));
    }

    Task awaitTask(Task task, Predicate<Task> condition) {
        return await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> task(task.taskArn()), condition);
    }

    FakeContainer awaitContainer(String name) {
        return await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> containers(name), containers -> !containers.isEmpty())
                .get(0);
    }

    List<FakeContainer> containers(String name) {
        return runtime.started().stream()
                .filter(container -> container.spec().id().startsWith(name + "-"))
                .toList();
    }
}
