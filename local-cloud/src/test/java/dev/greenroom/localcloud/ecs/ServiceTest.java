package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.ecs.FakeTaskRuntime.FakeContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class ServiceTest {
    private static final String NEW_IMAGE = "localhost:4566/app-two:2";

    private final EcsFixture fixture = new EcsFixture();
    private final Ecs ecs = fixture.ecs;
    private final FakeLoadBalancing balancer = fixture.aws.loadBalancing;
    private final String targetGroup = balancer.targetGroup("a");
    private final String first = fixture.define(app -> {});
    private final String second = fixture.define(app -> app.image(NEW_IMAGE));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class A_new_service {
        @Test
        void is_complete_once_its_target_is_healthy() {
            balancer.newTargetsAre(TargetHealthStateEnum.INITIAL);
            create(service -> {});
            await().until(() -> service().runningCount() == 1);
            assertThat(service().deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);

            balancer.allTargetsBecome(TargetHealthStateEnum.HEALTHY);

            Service steady = awaitSteady();
            Deployment deployment = steady.deployments().get(0);
            assertThat(deployment.status()).isEqualTo("PRIMARY");
            assertThat(deployment.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
            assertThat(deployment.rolloutStateReason())
                    .isEqualTo("ECS deployment %s completed.".formatted(deployment.id()));
            assertThat(steady.serviceArn()).isEqualTo("arn:aws:ecs:eu-west-1:000000000000:service/stage/web");
            String task = idOf(tasks().get(0));
            assertThat(messages())
                    .containsExactly(
                            "(service web) has started 1 tasks: (task %s).".formatted(task),
                            "(service web) registered 1 targets in (target-group %s)".formatted(targetGroup),
                            "(service web) (deployment %s) deployment completed.".formatted(deployment.id()),
                            "(service web) has reached a steady state.");
        }

        @Test
        void without_a_load_balancer_is_complete_once_its_tasks_have_settled() {
            create(service -> service.loadBalancers(List.of()).desiredCount(2));

            assertThat(awaitSteady().runningCount()).isEqualTo(2);
        }

        @Test
        void of_no_tasks_is_complete_at_once() {
            create(service -> service.desiredCount(0));

            assertThat(awaitSteady().runningCount()).isZero();
        }

        @Test
        void gives_its_tasks_its_tags_when_it_is_told_to() {
            Tag tag = Tag.builder().key("component").value("web").build();
            create(service ->
                    service.tags(tag).propagateTags(PropagateTags.SERVICE).enableECSManagedTags(true));
            awaitSteady();

            assertThat(ecs.describeTasks(request -> request.cluster(EcsFixture.CLUSTER)
                                    .tasks(tasks().get(0).taskArn())
                                    .include(TaskField.TAGS))
                            .tasks()
                            .get(0)
                            .tags())
                    .contains(
                            tag,
                            Tag.builder()
                                    .key("aws:ecs:serviceName")
                                    .value("web")
                                    .build());
        }

        @Test
        void tells_the_event_bus() {
            create(service -> {});
            awaitSteady();

            await().untilAsserted(() -> assertThat(fixture.aws.events.entries())
                    .extracting(PutEventsRequestEntry::detailType)
                    .contains("ECS Task State Change", "ECS Deployment State Change", "ECS Service Action"));
            assertThat(fixture.aws.events.entries())
                    .extracting(PutEventsRequestEntry::detail)
                    .anyMatch(detail -> detail.contains("SERVICE_DEPLOYMENT_COMPLETED"))
                    .anyMatch(detail -> detail.contains("SERVICE_STEADY_STATE"));
        }

        @Test
        void made_twice_alike_is_the_same_and_otherwise_an_error() {
            create(service -> {});
            create(service -> {});

            assertThat(ecs.listServices(request -> request.cluster(EcsFixture.CLUSTER))
                            .serviceArns())
                    .hasSize(1);
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> create(service -> service.desiredCount(3)))
                    .withMessageContaining("Creation of service was not idempotent.");
        }
    }

    @Nested
    class A_new_revision {
        @Test
        void replaces_the_old_one_once_it_is_healthy_and_in_the_order_of_aws() {
            create(service -> {});
            String oldDeployment = awaitSteady().deployments().get(0).id();
            String oldTask = idOf(tasks().get(0));
            balancer.newTargetsAre(TargetHealthStateEnum.INITIAL);
            int before = messages().size();

            update(second);
            await().until(() -> service().runningCount() == 2);
            Service rolling = service();
            assertThat(rolling.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
            assertThat(rolling.taskDefinition()).isEqualTo(second);
            assertThat(containerOf(EcsFixture.IMAGE).stops()).isEmpty();
            balancer.allTargetsBecome(TargetHealthStateEnum.HEALTHY);

            Service steady = awaitSteady();
            String newTask = idOf(tasks().get(0));
            String newDeployment = steady.deployments().get(0).id();
            assertThat(steady.deployments()).hasSize(1);
            assertThat(messages().subList(before, messages().size()))
                    .containsExactly(
                            "(service web) has started 1 tasks: (task %s).".formatted(newTask),
                            "(service web) registered 1 targets in (target-group %s)".formatted(targetGroup),
                            "(service web) has stopped 1 running tasks: (task %s).".formatted(oldTask),
                            "(service web) deregistered 1 targets in (target-group %s)".formatted(targetGroup),
                            "(service web, taskSet %s) has begun draining connections on 1 tasks."
                                    .formatted(oldDeployment),
                            "(service web) (deployment %s) deployment completed.".formatted(newDeployment),
                            "(service web) has reached a steady state.");
            Task stopped = fixture.task(
                    ecs.listTasks(request -> request.cluster(EcsFixture.CLUSTER).desiredStatus("STOPPED"))
                            .taskArns()
                            .get(0));
            assertThat(stopped.stoppedReason())
                    .isEqualTo("Scaling activity initiated by (deployment %s)".formatted(newDeployment));
        }

        @Test
        void gets_the_old_task_drained_before_it_is_told_to_stop() {
            create(service -> {});
            awaitSteady();
            balancer.drainForLong();
            Task old = tasks().get(0);

            update(second);

            fixture.awaitStatus(old, "DEACTIVATING");
            await().during(Duration.ofMillis(150))
                    .until(() -> containerOf(EcsFixture.IMAGE).stops().isEmpty());
            assertThat(service().deployments()).hasSize(2);
            balancer.endDraining();
            fixture.awaitStatus(old, "STOPPED");
            awaitSteady();
        }

        @Test
        void gives_way_to_a_newer_one() {
            create(service -> {});
            awaitSteady();
            balancer.newTargetsAre(TargetHealthStateEnum.INITIAL);
            update(second);
            await().until(() -> service().runningCount() == 2);

            balancer.newTargetsAre(TargetHealthStateEnum.HEALTHY);
            String third = fixture.define(app -> app.image("localhost:4566/app-three:3"));
            update(third);

            assertThat(awaitSteady().taskDefinition()).isEqualTo(third);
            assertThat(fixture.runtime.running()).hasSize(1);
        }

        @Test
        void is_not_made_by_a_change_of_the_desired_count_only() {
            create(service -> {});
            String deployment = awaitSteady().deployments().get(0).id();

            ecs.updateService(request ->
                    request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(3));
            await().until(() -> service().runningCount() == 3);
            ecs.updateService(request ->
                    request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(1));

            assertThat(awaitSteady().deployments().get(0).id()).isEqualTo(deployment);
            await().until(() -> fixture.runtime.running().size() == 1);
        }

        @Test
        void is_made_by_force_and_then_sees_where_the_tag_points_now() {
            fixture.runtime.tag(EcsFixture.IMAGE, "sha256:one");
            create(service -> {});
            awaitSteady();
            fixture.runtime.tag(EcsFixture.IMAGE, "sha256:two");

            fixture.runtime.running().get(0).exit(1);
            await().until(() -> fixture.runtime.started().size() == 2);
            assertThat(fixture.runtime.started().get(1).imageDigest()).isEqualTo("sha256:one");
            awaitSteady();

            ecs.updateService(request ->
                    request.cluster(EcsFixture.CLUSTER).service("web").forceNewDeployment(true));
            await().until(() -> fixture.runtime.started().size() == 3);
            assertThat(fixture.runtime.started().get(2).imageDigest()).isEqualTo("sha256:two");
        }
    }

    @Nested
    class A_release_that_cannot_start {
        @Test
        void leaves_the_old_one_serving_and_is_rolled_back() {
            create(ServiceTest::withBreaker);
            String good = awaitSteady().deployments().get(0).id();
            fixture.runtime.script(NEW_IMAGE, container -> {
                container.print("Tried to reach the database but it refuses");
                container.exit(1);
            });
            int before = messages().size();

            update(second);

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> messages().contains("(service web) rolling back to" + " deployment " + good + "."));
            Service steady = awaitSteady();
            assertThat(steady.taskDefinition()).isEqualTo(first);
            assertThat(steady.deployments().get(0).id()).isEqualTo(good);
            assertThat(containerOf(EcsFixture.IMAGE).exit()).isNotDone();
            List<String> told = messages().subList(before, messages().size());
            assertThat(told)
                    .filteredOn(message -> message.contains("has started 1 tasks"))
                    .hasSize(3);
            assertThat(told).anyMatch(message -> message.endsWith("deployment failed: tasks failed to start."));
            Task failed = stoppedTasks().get(0);
            assertThat(failed.stoppedReason()).isEqualTo("Essential container in task exited");
            assertThat(failed.containers().get(0).exitCode()).isEqualTo(1);
            assertThat(failed.containers().get(0).reason()).contains("Tried to reach the database");
        }

        @Test
        void tells_while_it_is_rolled_back() {
            create(ServiceTest::withBreaker);
            awaitSteady();
            balancer.drainForLong();
            balancer.newTargetsAre(TargetHealthStateEnum.UNHEALTHY);

            update(second);

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> service().taskDefinition().equals(first));
            List<Deployment> deployments = service().deployments();
            assertThat(deployments.get(0).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
            assertThat(deployments.get(0).rolloutStateReason())
                    .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId %s."
                            .formatted(deployments.get(0).id()));
            assertThat(deployments.get(1).rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
            assertThat(deployments.get(1).rolloutStateReason())
                    .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
            assertThat(deployments.get(1).failedTasks()).isEqualTo(3);
        }

        @Test
        void stalls_where_there_is_nothing_to_go_back_to() {
            fixture.runtime.removeImage(EcsFixture.IMAGE);
            create(ServiceTest::withBreaker);

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> service().deployments().get(0).rolloutState() == DeploymentRolloutState.FAILED);

            assertThat(stoppedTasks()).hasSize(3);
            assertThat(messages())
                    .anyMatch(message -> message.startsWith(
                            "(service web) was unable to place a task. Reason: CannotPullContainerError:"));
        }

        @Test
        void says_which_role_it_cannot_assume() {
            fixture.aws.roles.put("stranger", "lambda.amazonaws.com");
            String definition =
                    fixture.defineWith(request -> request.taskRoleArn("arn:aws:iam::000000000000:role/stranger"));
            create(service -> service.taskDefinition(definition));

            await().until(() -> messages().stream()
                    .anyMatch(message -> message.startsWith("(service web) failed to launch a task with (error ECS was"
                            + " unable to assume the role 'arn:aws:iam::000000000000:role/stranger'")));
        }
    }

    @Nested
    class The_history_of_a_service {
        @Test
        void tells_what_became_of_each_deployment() {
            create(ServiceTest::withBreaker);
            awaitSteady();
            balancer.newTargetsAre(TargetHealthStateEnum.UNHEALTHY);
            update(second);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> messages().stream().anyMatch(message -> message.contains("rolling back")));
            Service steady = awaitSteady();

            List<ServiceDeploymentBrief> deployments = ecs.listServiceDeployments(
                            list -> list.cluster(EcsFixture.CLUSTER).service("web"))
                    .serviceDeployments();
            assertThat(deployments)
                    .extracting(ServiceDeploymentBrief::statusAsString)
                    .containsExactly("ROLLBACK_SUCCESSFUL", "SUCCESSFUL");
            assertThat(deployments.get(0).statusReason())
                    .isEqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded.");
            ServiceDeployment failed = ecs.describeServiceDeployments(describe ->
                            describe.serviceDeploymentArns(deployments.get(0).serviceDeploymentArn()))
                    .serviceDeployments()
                    .get(0);
            assertThat(failed.deploymentCircuitBreaker().failureCount()).isEqualTo(3);
            assertThat(failed.rollback().serviceRevisionArn())
                    .isEqualTo(steady.currentServiceRevisions().get(0).arn());
            ServiceRevision revision = ecs.describeServiceRevisions(describe -> describe.serviceRevisionArns(
                            failed.targetServiceRevision().arn()))
                    .serviceRevisions()
                    .get(0);
            assertThat(revision.taskDefinition()).isEqualTo(second);
            assertThat(revision.containerImages().get(0).imageDigest()).startsWith("sha256:");
        }
    }

    @Nested
    class A_task_that_fails {
        @Test
        void by_dying_is_replaced() {
            create(service -> {});
            awaitSteady();
            Task dead = tasks().get(0);

            fixture.runtime.running().get(0).exit(137);

            await().until(() ->
                    service().runningCount() == 1 && !tasks().get(0).taskArn().equals(dead.taskArn()));
            awaitSteady();
            assertThat(balancer.targets()).hasSize(1);
        }

        @Test
        void its_health_checks_is_replaced_start_first() {
            create(service -> {});
            awaitSteady();
            Task sick = tasks().get(0);

            balancer.allTargetsBecome(TargetHealthStateEnum.UNHEALTHY);

            fixture.awaitStatus(sick, "STOPPED");
            awaitSteady();
            assertThat(messages())
                    .contains(("(service web) (task %s) (port 8080) is unhealthy in (target-group %s) due to (reason"
                                    + " Health checks failed with these codes: [503]).")
                            .formatted(idOf(sick), targetGroup))
                    .anyMatch(message -> message.endsWith("Amazon ECS replaced 1 tasks due to an unhealthy status."));
            assertThat(fixture.task(sick.taskArn()).stoppedReason())
                    .isEqualTo("Task failed ELB health checks in (target-group %s)".formatted(targetGroup));
        }

        @Test
        void its_health_checks_is_left_alone_in_the_grace_period() {
            balancer.newTargetsAre(TargetHealthStateEnum.UNHEALTHY);
            create(service -> service.healthCheckGracePeriodSeconds(60));
            await().until(() -> service().runningCount() == 1);

            await().during(Duration.ofMillis(100))
                    .until(() -> fixture.runtime.started().size() == 1);
            balancer.allTargetsBecome(TargetHealthStateEnum.HEALTHY);
            awaitSteady();
        }
    }

    @Nested
    class A_service_that_is_deleted {
        @Test
        void must_have_no_tasks_unless_it_is_forced() {
            create(service -> {});

            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> ecs.deleteService(
                            request -> request.cluster(EcsFixture.CLUSTER).service("web")))
                    .withMessageContaining("The service cannot be stopped while it is scaled above 0.");
        }

        @Test
        void drains_and_is_inactive_when_its_last_task_is_gone_and_its_name_is_free() {
            create(service -> {});
            awaitSteady();
            balancer.drainForLong();

            delete();
            assertThat(service().status()).isEqualTo("DRAINING");
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> create(service -> {}))
                    .withMessageContaining("still Draining");
            assertThatExceptionOfType(ServiceNotActiveException.class).isThrownBy(() -> update(second));

            balancer.endDraining();
            await().until(() -> service().status().equals("INACTIVE"));
            assertThat(fixture.runtime.running()).isEmpty();
            create(service -> {});
            awaitSteady();
        }

        private void delete() {
            ecs.deleteService(request ->
                    request.cluster(EcsFixture.CLUSTER).service("web").force(true));
        }
    }

    @Nested
    class Refused {
        @Test
        void is_a_target_group_without_a_load_balancer_or_of_instances() {
            refused(
                    balancer.put("alone", "ip", List.of()),
                    "targetgroup/alone/1 does not have an associated load balancer.");
            refused(
                    balancer.put("instances", "instance", List.of("lb")),
                    "has target type instance, which is incompatible with the awsvpc network mode");
        }

        @Test
        void is_a_container_or_port_that_the_task_definition_lacks() {
            refusedContainer("other", 8080, "The container other does not exist in the task definition.");
            refusedContainer("app", 9090, "The container app did not have a container port 9090 defined.");
        }

        @Test
        void is_by_name_what_is_not_emulated() {
            notEmulated(service -> service.launchType(LaunchType.EC2), "Launch type EC2");
            notEmulated(
                    service -> service.deploymentController(controller -> controller.type("CODE_DEPLOY")),
                    "Deployment controller CODE_DEPLOY");
            notEmulated(
                    service -> service.deploymentConfiguration(deployment -> deployment.strategy("BLUE_GREEN")),
                    "Deployment strategy BLUE_GREEN");
            notEmulated(
                    service -> service.serviceConnectConfiguration(connect -> connect.enabled(true)),
                    "serviceConnectConfiguration");
        }

        private void refused(String group, String message) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> create(service -> service.loadBalancers(loadBalancer(group, "app", 8080))))
                    .withMessageContaining(message);
        }

        private void refusedContainer(String container, int port, String message) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(
                            () -> create(service -> service.loadBalancers(loadBalancer(targetGroup, container, port))))
                    .withMessageContaining(message);
        }

        private void notEmulated(Consumer<CreateServiceRequest.Builder> change, String what) {
            assertThatExceptionOfType(UnsupportedFeatureException.class)
                    .isThrownBy(() -> create(change))
                    .withMessageContaining(what + " is not emulated");
        }
    }

    private static void withBreaker(CreateServiceRequest.Builder service) {
        service.deploymentConfiguration(deployment -> deployment.deploymentCircuitBreaker(
                breaker -> breaker.enable(true).rollback(true)));
    }

    private void create(Consumer<CreateServiceRequest.Builder> change) {
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
                .cluster(EcsFixture.CLUSTER)
                .serviceName("web")
                .taskDefinition(first)
                .desiredCount(1)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(EcsFixture.networkConfiguration())
                .loadBalancers(loadBalancer(targetGroup, "app", 8080));
        change.accept(request);
        ecs.createService(request.build());
    }

    private static LoadBalancer loadBalancer(String targetGroupArn, String container, int port) {
        return LoadBalancer.builder()
                .targetGroupArn(targetGroupArn)
                .containerName(container)
                .containerPort(port)
                .build();
    }

    private void update(String taskDefinition) {
        ecs.updateService(
                request -> request.cluster(EcsFixture.CLUSTER).service("web").taskDefinition(taskDefinition));
    }

    private Service service() {
        return ecs.describeServices(
                        request -> request.cluster(EcsFixture.CLUSTER).services("web"))
                .services()
                .get(0);
    }

    private Service awaitSteady() {
        Predicate<Service> steady = service -> service.deployments().size() == 1
                && service.deployments().get(0).rolloutState() == DeploymentRolloutState.COMPLETED
                && service.events().get(0).message().endsWith("has reached a steady state.");
        return await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(ServiceTest.this::service, steady);
    }

    /** Oldest first. */
    private List<String> messages() {
        var messages = new ArrayList<>(
                service().events().stream().map(ServiceEvent::message).toList());
        Collections.reverse(messages);
        return messages;
    }

    private List<Task> tasks() {
        return ecs.listTasks(request -> request.cluster(EcsFixture.CLUSTER).serviceName("web")).taskArns().stream()
                .map(fixture::task)
                .toList();
    }

    private List<Task> stoppedTasks() {
        return ecs
                .listTasks(request ->
                        request.cluster(EcsFixture.CLUSTER).serviceName("web").desiredStatus("STOPPED"))
                .taskArns()
                .stream()
                .map(fixture::task)
                .toList();
    }

    private FakeContainer containerOf(String image) {
        return fixture.runtime.started().stream()
                .filter(container -> container.spec().image().equals(image))
                .findFirst()
                .orElseThrow();
    }

    private static String idOf(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
