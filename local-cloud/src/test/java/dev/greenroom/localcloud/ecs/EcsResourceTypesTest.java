package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.ecs.cloudformation.EcsResourceTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class EcsResourceTypesTest {
    private final EcsFixture fixture = new EcsFixture();
    private final Ecs ecs = fixture.ecs;
    private final FakeLoadBalancing balancer = fixture.aws.loadBalancing;
    private final String targetGroup = balancer.targetGroup("a");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class A_cluster {
        @Test
        void is_made_with_its_tags_changed_and_removed() throws Exception {
            ResourceType type = type("AWS::ECS::Cluster");
            ResourceState state = type.create(request(Map.of("CapacityProviders", List.of("FARGATE"))));
            assertThat(state.physicalId()).isEqualTo("stack-Resource-1");
            assertThat(state.attributes())
                    .containsEntry("Arn", "arn:aws:ecs:eu-west-1:000000000000:cluster/stack-Resource-1");
            assertThat(ecs.listTagsForResource(list -> list.resourceArn(
                                    String.valueOf(state.attributes().get("Arn"))))
                            .tags())
                    .extracting(Tag::key)
                    .containsExactly("Component");

            type.update(
                    request(Map.of(
                            "ClusterSettings", List.of(Map.of("Name", "containerInsights", "Value", "enabled")))),
                    state);
            assertThat(ecs.describeClusters(describe -> describe.clusters(state.physicalId()))
                            .clusters()
                            .get(0)
                            .capacityProviders())
                    .isEmpty();

            type.delete(request(Map.of()), state);
            type.delete(request(Map.of()), state);
        }

        @Test
        void of_a_name_that_is_taken_is_refused() {
            assertThatExceptionOfType(ResourceFailedException.class)
                    .isThrownBy(
                            () -> type("AWS::ECS::Cluster").create(request(Map.of("ClusterName", EcsFixture.CLUSTER))))
                    .withMessageContaining("already exists");
        }
    }

    @Nested
    class A_task_definition {
        @Test
        void is_a_revision_that_is_deregistered_when_it_is_deleted() throws Exception {
            ResourceType type = type("AWS::ECS::TaskDefinition");
            ResourceState state = type.create(request(taskDefinition(EcsFixture.IMAGE)));
            assertThat(state.physicalId()).endsWith("task-definition/app:1");

            type.delete(request(taskDefinition(EcsFixture.IMAGE)), state);

            assertThat(ecs.describeTaskDefinition(describe -> describe.taskDefinition(state.physicalId()))
                            .taskDefinition()
                            .status())
                    .isEqualTo(TaskDefinitionStatus.INACTIVE);
        }

        @Test
        void names_what_is_not_emulated_as_the_template_does() {
            var properties = taskDefinition(EcsFixture.IMAGE);
            properties.put("Volumes", List.of(Map.of("Name", "data")));
            properties.put(
                    "ContainerDefinitions",
                    List.of(Map.of("Name", "app", "Image", "x", "WorkingDirectory", "/app", "Essential", true)));

            assertThat(type("AWS::ECS::TaskDefinition").notEmulated(new Properties(properties)))
                    .containsExactlyInAnyOrder("Volumes", "ContainerDefinitions.WorkingDirectory");
        }
    }

    @Nested
    class A_service {
        private final ResourceType type = type("AWS::ECS::Service");

        @Test
        void is_complete_when_it_is_stable_and_gone_when_its_last_task_is() throws Exception {
            balancer.newTargetsAre(TargetHealthStateEnum.INITIAL);
            FutureTask<ResourceState> create = start(() -> type.create(request(service(define(EcsFixture.IMAGE)))));
            await().until(() -> !fixture.runtime.running().isEmpty());
            assertThat(create).isNotDone();
            balancer.allTargetsBecome(TargetHealthStateEnum.HEALTHY);
            ResourceState state = create.get();
            assertThat(state.physicalId()).startsWith("arn:aws:ecs:eu-west-1:000000000000:service/stage/");
            assertThat(state.attributes()).containsEntry("Name", "stack-Resource-1");

            type.delete(request(Map.of()), state);
            assertThat(fixture.runtime.running()).isEmpty();
            type.delete(request(Map.of()), state);
        }

        @Test
        void is_updated_to_a_new_revision() throws Exception {
            ResourceState state = type.create(request(service(define(EcsFixture.IMAGE))));
            String next = define("localhost:4566/app:2");

            type.update(request(service(next)), state);

            assertThat(describe(state).taskDefinition()).isEqualTo(next);
            assertThat(fixture.runtime.running()).hasSize(1);
        }

        @Test
        void fails_an_update_that_the_circuit_breaker_ended_once_ecs_has_rolled_back() throws Exception {
            String good = define(EcsFixture.IMAGE);
            ResourceState state = type.create(request(service(good)));
            balancer.newTargetsAre(TargetHealthStateEnum.INITIAL);
            fixture.runtime.script("localhost:4566/broken", container -> container.exit(1));
            String broken = define("localhost:4566/broken:2");

            assertThatExceptionOfType(ResourceFailedException.class)
                    .isThrownBy(() -> type.update(request(service(broken)), state))
                    .withMessage("Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.")
                    .matches(e -> e.handlerErrorCode().equals("GeneralServiceException"));

            assertThat(describe(state).taskDefinition()).isEqualTo(good);
            type.update(request(service(good)), state);
            assertThat(describe(state).deployments()).hasSize(1);
        }

        @Test
        void fails_a_creation_that_the_circuit_breaker_ended() {
            fixture.runtime.removeImage(EcsFixture.IMAGE);

            assertThatExceptionOfType(ResourceFailedException.class)
                    .isThrownBy(() -> type.create(request(service(define(EcsFixture.IMAGE)))))
                    .withMessageContaining("ECS Deployment Circuit Breaker was triggered");
        }

        @Test
        void stops_waiting_when_it_is_interrupted() throws Exception {
            balancer.newTargetsAre(TargetHealthStateEnum.INITIAL);
            var task = new FutureTask<>(() -> type.create(request(service(define(EcsFixture.IMAGE)))));
            Thread thread = new Thread(task, "create");
            thread.start();
            await().until(() -> !fixture.runtime.running().isEmpty());

            thread.interrupt();

            await().atMost(Duration.ofSeconds(1)).until(task::isDone);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(task::get)
                    .withCauseInstanceOf(InterruptedException.class);
        }

        @Test
        void names_what_is_not_emulated_as_the_template_does() {
            var properties = service("app:1");
            properties.put("ServiceRegistries", List.of(Map.of("RegistryArn", "arn")));
            properties.put("DeploymentConfiguration", Map.of("LifecycleHooks", List.of(Map.of("RoleArn", "arn"))));

            assertThat(type.notEmulated(new Properties(properties)))
                    .containsExactlyInAnyOrder("ServiceRegistries", "DeploymentConfiguration.LifecycleHooks");
        }

        private Service describe(ResourceState state) {
            return ecs.describeServices(
                            describe -> describe.cluster(EcsFixture.CLUSTER).services(state.physicalId()))
                    .services()
                    .get(0);
        }

        private String define(String image) {
            return fixture.define(app -> app.image(image));
        }
    }

    private interface Work {
        ResourceState run() throws InterruptedException;
    }

    private static FutureTask<ResourceState> start(Work work) {
        var task = new FutureTask<>(work::run);
        CompletableFuture.runAsync(task);
        return task;
    }

    private ResourceType type(String name) {
        return EcsResourceTypes.of(ecs).stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> taskDefinition(String image) {
        return new HashMap<>(Map.of(
                "Family", "app",
                "Cpu", "256",
                "Memory", "512",
                "NetworkMode", "awsvpc",
                "RequiresCompatibilities", List.of("FARGATE"),
                "ExecutionRoleArn", FakeAws.ROLE,
                "ContainerDefinitions",
                        List.of(Map.of(
                                "Name",
                                "app",
                                "Image",
                                image,
                                "StopTimeout",
                                "20",
                                "PortMappings",
                                List.of(Map.of("ContainerPort", 8080))))));
    }

    private Map<String, Object> service(String taskDefinition) {
        return new HashMap<>(Map.of(
                "Cluster",
                EcsFixture.CLUSTER,
                "LaunchType",
                "FARGATE",
                "TaskDefinition",
                taskDefinition,
                "DeploymentConfiguration",
                Map.of("DeploymentCircuitBreaker", Map.of("Enable", "true", "Rollback", "true")),
                "NetworkConfiguration",
                Map.of("AwsvpcConfiguration", Map.of("Subnets", List.of(FakeAws.SUBNET))),
                "LoadBalancers",
                List.of(Map.of("TargetGroupArn", targetGroup, "ContainerName", "app", "ContainerPort", "8080"))));
    }

    private static ResourceRequest request(Map<String, Object> properties) {
        return new Request(new Properties(properties));
    }

    private record Request(Properties properties) implements ResourceRequest {
        @Override
        public Optional<String> actingRole() {
            return Optional.empty();
        }

        @Override
        public AwsScope scope() {
            return new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1");
        }

        @Override
        public String stackName() {
            return "stack";
        }

        @Override
        public String stackId() {
            return "stack-id";
        }

        @Override
        public String logicalId() {
            return "Resource";
        }

        @Override
        public Properties previousProperties() {
            return Properties.NONE;
        }

        @Override
        public Map<String, String> tags() {
            return Map.of("Component", "service");
        }

        @Override
        public String generatedName(int maxLength) {
            return "stack-Resource-1";
        }

        @Override
        public void initiated(String physicalId) {}
    }
}
