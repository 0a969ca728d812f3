package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.ecs.FakeTaskRuntime.FakeContainer;
import dev.greenroom.localcloud.runtime.ContainerSpec.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

class TaskTest {
    private static final String ANY_SECRET = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:database-AbCdEf";

    private final EcsFixture fixture = new EcsFixture();
    private final Ecs ecs = fixture.ecs;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class A_task_that_runs {
        @Test
        void has_a_private_address_in_its_subnet_under_which_others_find_it() {
            Task running = fixture.awaitStatus(fixture.run(fixture.define(app -> {})), "RUNNING");

            String ip = running.containers().get(0).networkInterfaces().get(0).privateIpv4Address();
            assertThat(ip).startsWith("172.31.16.");
            assertThat(running.attachments().get(0).details())
                    .extracting(KeyValuePair::value)
                    .contains(ip, FakeAws.SUBNET);
            assertThat(fixture.network.find(ip, 8080)).isPresent();
            assertThat(running.startedAt()).isAfterOrEqualTo(running.createdAt());
            assertThat(running.availabilityZone()).isEqualTo("eu-west-1a");
        }

        @Test
        void gets_the_environment_of_fargate_of_its_definition_and_of_the_call() {
            String definition = fixture.define(app ->
                    app.environment(pair("A", "definition"), pair("B", "definition"), pair("AWS_REGION", "mine")));
            ecs.runTask(request -> request.cluster(EcsFixture.CLUSTER)
                    .taskDefinition(definition)
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(EcsFixture.networkConfiguration())
                    .overrides(task -> task.containerOverrides(ContainerOverride.builder()
                            .name("app")
                            .command("migrate")
                            .environment(pair("B", "override"))
                            .build())));

            var spec = fixture.awaitContainer("app").spec();
            assertThat(spec.command()).containsExactly("migrate");
            assertThat(spec.environment())
                    .containsEntry("A", "definition")
                    .containsEntry("B", "override")
                    .containsEntry("AWS_REGION", "mine")
                    .containsEntry("AWS_DEFAULT_REGION", "eu-west-1")
                    .containsEntry("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE")
                    .containsEntry("AWS_ENDPOINT_URL", "http://localhost:4566");
        }

        @Test
        void may_use_what_its_definition_says_and_of_memory_no_more_than_its_container_may() {
            fixture.run(fixture.define(app -> {}));
            assertThat(fixture.awaitContainer("app").spec().limits()).isEqualTo(new Limits(256, 512));

            fixture.run(fixture.defineWith(definition -> definition.containerDefinitions(
                    EcsFixture.container(app -> app.name("small").memory(128)))));
            assertThat(fixture.awaitContainer("small").spec().limits()).isEqualTo(new Limits(256, 128));
        }

        @Test
        void reads_its_secrets_when_it_starts() {
            fixture.aws.parameters.put("/app/name", "greenroom");
            fixture.aws.secrets.put(ANY_SECRET, "{\"password\":\"s3cret\",\"port\":3306}");
            fixture.aws.secrets.put(ANY_SECRET + "@AWSPREVIOUS", "{\"password\":\"old\"}");
            fixture.run(fixture.define(app -> app.secrets(
                    EcsFixture.secret("NAME", "arn:aws:ssm:eu-west-1:000000000000:parameter/app/name"),
                    EcsFixture.secret("ALSO", "/app/name"),
                    EcsFixture.secret("PASSWORD", ANY_SECRET + ":password::"),
                    EcsFixture.secret("PORT", ANY_SECRET + ":port::"),
                    EcsFixture.secret("OLD", ANY_SECRET + ":password:AWSPREVIOUS:"))));

            assertThat(fixture.awaitContainer("app").spec().environment())
                    .containsEntry("NAME", "greenroom")
                    .containsEntry("ALSO", "greenroom")
                    .containsEntry("PASSWORD", "s3cret")
                    .containsEntry("PORT", "3306")
                    .containsEntry("OLD", "old");
        }

        @Test
        void writes_what_it_prints_to_its_log_stream_in_order() {
            fixture.aws.logs.group("/app");
            Task task = fixture.run(fixture.define(TaskTest::withLogs));
            FakeContainer app = fixture.awaitContainer("app");
            String stream =
                    "service/app/" + task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);

            app.print("one");
            app.print("two");
            await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(fixture.aws.logs.lines(stream))
                    .containsExactly("one", "two"));

            app.print("three");
            app.exit(0);
            fixture.awaitStatus(task, "STOPPED");
            assertThat(fixture.aws.logs.lines(stream)).containsExactly("one", "two", "three");
        }
    }

    @Nested
    class A_task_that_ends {
        @Test
        void by_itself_says_with_which_exit_code_and_what_it_printed_last() {
            Task task = fixture.run(fixture.define(app -> {}));
            fixture.awaitStatus(task, "RUNNING");
            FakeContainer app = fixture.awaitContainer("app");
            app.print("No database");
            app.exit(1);

            Task stopped = fixture.awaitStatus(task, "STOPPED");

            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
            assertThat(stopped.stoppedReason()).isEqualTo("Essential container in task exited");
            assertThat(stopped.containers().get(0).exitCode()).isEqualTo(1);
            assertThat(stopped.containers().get(0).reason()).isEqualTo("No database");
            assertThat(stopped.stoppedAt()).isNotNull();
        }

        @Test
        void over_its_memory_says_so_in_aws_words() {
            Task task = fixture.run(fixture.define(app -> {}));
            FakeContainer app = fixture.awaitContainer("app");
            app.print("the last thing it did");
            app.exit(137, "OutOfMemoryError: Container killed due to memory usage");

            Task stopped = fixture.awaitStatus(task, "STOPPED");
            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
            assertThat(stopped.stoppedReason()).isEqualTo("Essential container in task exited");
            assertThat(stopped.containers().get(0).exitCode()).isEqualTo(137);
            assertThat(stopped.containers().get(0).reason())
                    .isEqualTo("OutOfMemoryError: Container killed due to memory usage");
        }

        @Test
        void by_request_gets_the_stop_signal_and_the_time_it_asked_for() {
            Task task = fixture.run(fixture.define(app -> app.stopTimeout(7)));
            fixture.awaitStatus(task, "RUNNING");

            ecs.stopTask(request ->
                    request.cluster(EcsFixture.CLUSTER).task(task.taskArn()).reason("enough"));

            Task stopped = fixture.awaitStatus(task, "STOPPED");
            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
            assertThat(stopped.stoppedReason()).isEqualTo("enough");
            assertThat(stopped.containers().get(0).exitCode()).isEqualTo(143);
            assertThat(fixture.awaitContainer("app").stops()).containsExactly(Duration.ofSeconds(7));
            assertThat(fixture.network.find(
                            stopped.containers()
                                    .get(0)
                                    .networkInterfaces()
                                    .get(0)
                                    .privateIpv4Address(),
                            8080))
                    .isEmpty();
        }

        @Test
        void takes_its_other_containers_with_it() {
            Task task = fixture.run(fixture.defineWith(definition ->
                    definition.containerDefinitions(EcsFixture.container(app -> {}), sidecar(sidecar -> {}))));
            fixture.awaitStatus(task, "RUNNING");

            fixture.awaitContainer("sidecar").exit(0);
            await().until(() -> fixture.task(task.taskArn()).containers().get(1).exitCode() != null);
            assertThat(fixture.task(task.taskArn()).lastStatus()).isEqualTo("RUNNING");

            fixture.awaitContainer("app").exit(0);
            fixture.awaitStatus(task, "STOPPED");
        }

        @Test
        void is_listed_as_stopped_from_then_on() {
            Task task = fixture.run(fixture.define(app -> {}));
            assertThat(ecs.listTasks(request -> request.cluster(EcsFixture.CLUSTER))
                            .taskArns())
                    .containsExactly(task.taskArn());

            ecs.stopTask(request -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));

            assertThat(ecs.listTasks(request -> request.cluster(EcsFixture.CLUSTER))
                            .taskArns())
                    .isEmpty();
            assertThat(ecs.listTasks(request -> request.cluster(EcsFixture.CLUSTER)
                                    .desiredStatus("STOPPED")
                                    .family("app"))
                            .taskArns())
                    .containsExactly(task.taskArn());
        }
    }

    @Nested
    class A_stopped_task {
        @Test
        void is_remembered_for_an_hour() {
            Task task = fixture.run(fixture.define(app -> {}));
            ecs.stopTask(request -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
            fixture.awaitStatus(task, "STOPPED");
            fixture.clock.advance(Duration.ofMinutes(59));
            assertThat(fixture.task(task.taskArn()).lastStatus()).isEqualTo("STOPPED");

            fixture.clock.advance(Duration.ofMinutes(2));

            assertThat(ecs.describeTasks(request ->
                                    request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
                            .failures()
                            .get(0)
                            .reason())
                    .isEqualTo("MISSING");
        }
    }

    @Nested
    class A_task_that_cannot_start {
        @Test
        void names_the_image_that_is_missing() {
            fixture.runtime.removeImage(EcsFixture.IMAGE);

            Task stopped = fixture.awaitStatus(fixture.run(fixture.define(app -> {})), "STOPPED");

            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
            assertThat(stopped.stoppedReason()).startsWith("CannotPullContainerError: ");
            assertThat(stopped.containers().get(0).reason()).startsWith("CannotPullContainerError: ");
        }

        @Test
        void names_the_secret_that_is_missing() {
            Task stopped = stopped(app -> app.secrets(EcsFixture.secret("X", ANY_SECRET)));

            assertThat(stopped.stoppedReason())
                    .startsWith("ResourceInitializationError: unable to pull secrets or registry auth:")
                    .contains("secret from asm", ANY_SECRET, "can't find the specified secret");
        }

        @Test
        void names_the_json_key_that_its_secret_lacks() {
            fixture.aws.secrets.put(ANY_SECRET, "{}");

            assertThat(stopped(app -> app.secrets(EcsFixture.secret("X", ANY_SECRET + ":password::")))
                            .stoppedReason())
                    .contains("did not contain json key password");
        }

        @Test
        void names_the_log_group_that_is_missing() {
            assertThat(stopped(TaskTest::withLogs).stoppedReason())
                    .isEqualTo("ResourceInitializationError: failed to validate logger args: create stream has been"
                            + " retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException:"
                            + " The specified log group does not exist. : exit status 1");
        }

        private Task stopped(Consumer<ContainerDefinition.Builder> app) {
            return fixture.awaitStatus(fixture.run(fixture.define(app)), "STOPPED");
        }
    }

    @Nested
    class A_task_whose_execution_role_may_not {
        private static final List<String> ALL = List.of(
                "ecr:GetAuthorizationToken",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
                "secretsmanager:GetSecretValue",
                "ssm:GetParameters",
                "logs:CreateLogGroup",
                "logs:CreateLogStream");

        @Test
        void log_in_to_the_registry_does_not_start() {
            assertThat(without("ecr:GetAuthorizationToken"))
                    .isEqualTo(
                            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                                    + " retrieval failed: unable to retrieve ecr registry auth: service call has been retried"
                                    + " 1 time(s): " + refusal("ecr:GetAuthorizationToken", "*"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"})
        void pull_the_image_does_not_start(String action) {
            assertThat(without(action))
                    .isEqualTo("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
                            + " resolve ref localhost:4566/app:1: "
                            + refusal(action, "arn:aws:ecr:eu-west-1:000000000000:repository/app"));
        }

        @Test
        void read_a_secret_does_not_start() {
            assertThat(without("secretsmanager:GetSecretValue"))
                    .isEqualTo(
                            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                                    + " retrieval failed: unable to retrieve secret from asm: service call has been retried"
                                    + " 1 time(s): failed to fetch secret " + ANY_SECRET + " from secrets manager: "
                                    + refusal("secretsmanager:GetSecretValue", ANY_SECRET));
        }

        @Test
        void read_a_parameter_does_not_start() {
            assertThat(without("ssm:GetParameters"))
                    .isEqualTo(
                            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                                    + " retrieval failed: unable to retrieve secrets from ssm: service call has been retried"
                                    + " 1 time(s): "
                                    + refusal(
                                            "ssm:GetParameters",
                                            "arn:aws:ssm:eu-west-1:000000000000:parameter/app/name"));
        }

        @Test
        void make_the_log_group_that_it_is_to_make_does_not_start() {
            assertThat(without("logs:CreateLogGroup"))
                    .startsWith("ResourceInitializationError: failed to validate logger args: create stream has been"
                            + " retried 1 times: failed to create Cloudwatch log stream: "
                            + refusal(
                                    "logs:CreateLogGroup",
                                    "arn:aws:logs:eu-west-1:000000000000:log-group:/app:log-stream:"));
        }

        @Test
        void open_a_log_stream_does_not_start() {
            assertThat(without("logs:CreateLogStream"))
                    .contains("failed to create Cloudwatch log stream: AccessDeniedException: ")
                    .contains("is not authorized to perform: logs:CreateLogStream on resource:"
                            + " arn:aws:logs:eu-west-1:000000000000:log-group:/app:log-stream:service/app/");
        }

        /** Why a task stops that needs all permissions, in a role that lacks one. */
        private String without(String action) {
            fixture.aws.parameters.put("/app/name", "shop");
            fixture.aws.secrets.put(ANY_SECRET, "s3cret");
            fixture.aws.roles.policy("task", """
                {"Effect": "Allow", "Action": ["%s"], "Resource": "*"}""".formatted(
                            ALL.stream().filter(other -> !other.equals(action)).collect(Collectors.joining("\", \""))));
            Task task = fixture.run(fixture.define(app -> {
                withLogs(app);
                app.secrets(EcsFixture.secret("NAME", "/app/name"), EcsFixture.secret("PASSWORD", ANY_SECRET))
                        .logConfiguration(app.build().logConfiguration().toBuilder()
                                .options(Map.of(
                                        "awslogs-group", "/app",
                                        "awslogs-region", "eu-west-1",
                                        "awslogs-stream-prefix", "service",
                                        "awslogs-create-group", "true"))
                                .build());
            }));
            Task stopped = fixture.awaitStatus(task, "STOPPED");
            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
            return stopped.stoppedReason().replace(task.taskArn().replaceFirst(".*/", ""), "TASK");
        }

        private static String refusal(String action, String resource) {
            return "AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/task/TASK is not authorized to"
                    + " perform: %s on resource: %s because no identity-based policy allows the %s action"
                            .formatted(action, resource, action);
        }
    }

    @Nested
    class Containers_that_depend_on_others {
        @Test
        void start_after_those_have_succeeded() {
            Task task = run(ContainerCondition.SUCCESS);
            FakeContainer init = fixture.awaitContainer("sidecar");
            assertThat(fixture.containers("app")).isEmpty();

            init.exit(0);

            fixture.awaitStatus(task, "RUNNING");
        }

        @Test
        void never_start_when_those_fail() {
            Task task = run(ContainerCondition.SUCCESS);

            fixture.awaitContainer("sidecar").exit(3);

            assertThat(fixture.awaitStatus(task, "STOPPED").stoppedReason())
                    .contains("ordering dependency [sidecar] for target [app]", "did not exit successfully");
            assertThat(fixture.containers("app")).isEmpty();
        }

        @Test
        void are_stopped_before_them() {
            Task task = run(ContainerCondition.START);
            fixture.awaitStatus(task, "RUNNING");
            FakeContainer app = fixture.awaitContainer("app");
            app.ignoreStopSignal();

            ecs.stopTask(request -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));

            await().until(() -> !app.stops().isEmpty());
            assertThat(fixture.awaitContainer("sidecar").stops()).isEmpty();
            app.exit(137);
            fixture.awaitStatus(task, "STOPPED");
            assertThat(fixture.awaitContainer("sidecar").stops()).hasSize(1);
        }

        private Task run(ContainerCondition condition) {
            return fixture.run(fixture.defineWith(definition -> definition.containerDefinitions(
                    EcsFixture.container(app -> app.dependsOn(EcsFixture.dependency("sidecar", condition))),
                    sidecar(sidecar -> {}))));
        }
    }

    @Nested
    class Run_task_refuses {
        @Test
        void a_role_that_does_not_trust_tasks() {
            fixture.aws.roles.put("stranger", "lambda.amazonaws.com");
            String definition =
                    fixture.defineWith(request -> request.taskRoleArn("arn:aws:iam::000000000000:role/stranger"));

            assertThatExceptionOfType(ClientException.class)
                    .isThrownBy(() -> fixture.run(definition))
                    .withMessageContaining(
                            "ECS was unable to assume the role 'arn:aws:iam::000000000000:role/stranger' that was"
                                    + " provided for this task.");
        }

        @Test
        void an_override_of_a_container_that_is_not_there() {
            String definition = fixture.define(app -> {});

            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> ecs.runTask(request -> request.cluster(EcsFixture.CLUSTER)
                            .taskDefinition(definition)
                            .launchType(LaunchType.FARGATE)
                            .networkConfiguration(EcsFixture.networkConfiguration())
                            .overrides(task -> task.containerOverrides(
                                    ContainerOverride.builder().name("other").build()))))
                    .withMessageContaining(
                            "Override for container named other is not a container in the TaskDefinition.");
        }

        @Test
        void a_subnet_that_does_not_exist() {
            String definition = fixture.define(app -> {});

            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> ecs.runTask(request -> request.cluster(EcsFixture.CLUSTER)
                            .taskDefinition(definition)
                            .launchType(LaunchType.FARGATE)
                            .networkConfiguration(
                                    network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-x")))))
                    .withMessageContaining("Error retrieving subnet information for [subnet-x]");
        }

        @Test
        void to_run_on_instances() {
            String definition = fixture.define(app -> {});

            assertThatExceptionOfType(UnsupportedFeatureException.class)
                    .isThrownBy(() -> ecs.runTask(request -> request.cluster(EcsFixture.CLUSTER)
                            .taskDefinition(definition)
                            .networkConfiguration(EcsFixture.networkConfiguration())))
                    .withMessageContaining("Launch type EC2");
        }
    }

    private static void withLogs(ContainerDefinition.Builder app) {
        app.logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS)
                .options(Map.of(
                        "awslogs-group", "/app",
                        "awslogs-region", "eu-west-1",
                        "awslogs-stream-prefix", "service")));
    }

    private static ContainerDefinition sidecar(Consumer<ContainerDefinition.Builder> change) {
        ContainerDefinition.Builder sidecar =
                ContainerDefinition.builder().name("sidecar").image("sidecar:1").essential(false);
        change.accept(sidecar);
        return sidecar.build();
    }

    private static KeyValuePair pair(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
