package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;
import software.amazon.awssdk.services.ecs.model.Volume;

class TaskDefinitionTest {
    private final EcsFixture fixture = new EcsFixture();
    private final Ecs ecs = fixture.ecs;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class Registered {
        @Test
        void has_a_revision_of_its_own_even_when_nothing_changed() {
            assertThat(fixture.define(app -> {})).isEqualTo("arn:aws:ecs:eu-west-1:000000000000:task-definition/app:1");
            assertThat(fixture.define(app -> {})).endsWith("app:2");
        }

        @Test
        void is_filled_with_the_defaults_of_aws() {
            ContainerDefinition app = describe(fixture.define(container -> {}))
                    .containerDefinitions()
                    .get(0);

            assertThat(app.essential()).isTrue();
            assertThat(app.portMappings().get(0).hostPort()).isEqualTo(8080);
            assertThat(app.portMappings().get(0).protocol()).isEqualTo(TransportProtocol.TCP);
        }

        @Test
        void is_found_by_family_as_its_latest_active_revision() {
            fixture.define(app -> {});
            String second = fixture.define(app -> {});
            ecs.deregisterTaskDefinition(request -> request.taskDefinition(second));

            assertThat(describe("app").revision()).isEqualTo(1);
            assertThat(describe("app:2").status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
            assertThat(ecs.listTaskDefinitions().taskDefinitionArns()).hasSize(1);
            assertThat(ecs.listTaskDefinitionFamilies().families()).containsExactly("app");
        }

        @Test
        void is_deleted_only_once_it_is_deregistered() {
            String arn = fixture.define(app -> {});

            assertThat(ecs.deleteTaskDefinitions(request -> request.taskDefinitions(arn))
                            .failures())
                    .hasSize(1);
            ecs.deregisterTaskDefinition(request -> request.taskDefinition(arn));
            assertThat(ecs.deleteTaskDefinitions(request -> request.taskDefinitions(arn))
                            .failures())
                    .isEmpty();
            assertThatExceptionOfType(ClientException.class)
                    .isThrownBy(() -> describe(arn))
                    .withMessageContaining("Unable to describe task definition.");
        }
    }

    @Nested
    class Size {
        @ParameterizedTest
        @CsvSource({"256,512", "256,2048", ".25 vCPU,0.5 GB", "1024,8192", "1 vCPU,2GB", "8192,16384", "16384,122880"})
        void fits_fargate(String cpu, String memory) {
            assertThatNoException()
                    .isThrownBy(() -> register(request -> request.cpu(cpu).memory(memory)));
        }

        @ParameterizedTest
        @CsvSource({"256,4096", "300,512", "1024,1024", "8192,17408"})
        void is_refused_in_the_words_of_aws(String cpu, String memory) {
            refused(
                    request -> request.cpu(cpu).memory(memory),
                    "No Fargate configuration exists for given values: %s CPU, %s memory.".formatted(cpu, memory));
        }

        @Test
        void is_required_for_the_task() {
            refused(request -> request.cpu(null), "Fargate requires that 'cpu' be defined at the task level.");
            refused(request -> request.memory(null), "Fargate requires that 'memory' be defined at the task level.");
        }
    }

    @Nested
    class Refused {
        @Test
        void without_awsvpc() {
            refused(request -> request.networkMode(NetworkMode.BRIDGE), "Fargate only supports network mode ‘awsvpc’.");
        }

        @Test
        void without_containers_or_without_an_essential_one() {
            refused(
                    request -> request.containerDefinitions(new ContainerDefinition[0]),
                    "Container list cannot be empty.");
            refusedContainer(app -> app.essential(false), "at least one essential container");
        }

        @Test
        void without_an_execution_role_for_logs_secrets_or_images_of_ecr() {
            refused(
                    request -> request.executionRoleArn(null),
                    "Fargate requires task definition to have execution role ARN to support ECR images.");
            refused(request -> request.executionRoleArn("role"), "Role is not valid");
        }

        @Test
        void with_log_options_missing() {
            refusedContainer(
                    app -> app.logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS)
                            .options(Map.of("awslogs-group", "g", "awslogs-region", "eu-west-1"))),
                    "Log driver awslogs requires options: awslogs-stream-prefix");
            refusedContainer(
                    app -> app.logConfiguration(logs -> logs.logDriver(LogDriver.JSON_FILE)),
                    "json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]");
        }

        @Test
        void with_a_host_port_of_its_own() {
            refusedContainer(
                    app -> app.portMappings(
                            EcsFixture.port(80).toBuilder().hostPort(8080).build()),
                    "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
        }

        @Test
        void with_dependencies_that_cannot_be_met() {
            refusedContainer(
                    app -> app.dependsOn(EcsFixture.dependency("init", ContainerCondition.START)),
                    "depends on container 'init', which does not exist");
            refusedContainer(
                    app -> app.dependsOn(EcsFixture.dependency("app", ContainerCondition.START)), "form a cycle");
        }

        @Test
        void by_name_where_it_asks_for_what_is_not_emulated() {
            notEmulated(request -> request.requiresCompatibilities(Compatibility.EC2), "requiresCompatibilities [EC2]");
            notEmulated(
                    request -> request.volumes(Volume.builder()
                            .name("data")
                            .efsVolumeConfiguration(efs -> efs.fileSystemId("fs-1"))
                            .build()),
                    "volumes");
            notEmulated(
                    request -> request.containerDefinitions(EcsFixture.container(app -> app.workingDirectory("/app"))),
                    "containerDefinitions.workingDirectory");
            notEmulated(
                    request -> request.containerDefinitions(
                            EcsFixture.container(app -> app.healthCheck(check -> check.command("CMD", "true")))),
                    "containerDefinitions.healthCheck");
        }

        private void refusedContainer(Consumer<ContainerDefinition.Builder> app, String message) {
            refused(request -> request.containerDefinitions(EcsFixture.container(app)), message);
        }

        private void notEmulated(Consumer<RegisterTaskDefinitionRequest.Builder> change, String what) {
            assertThatExceptionOfType(UnsupportedFeatureException.class)
                    .isThrownBy(() -> register(change))
                    .withMessageContaining(what + " is not emulated by the local cloud.");
        }
    }

    private void refused(Consumer<RegisterTaskDefinitionRequest.Builder> change, String message) {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> register(change))
                .withMessageContaining(message);
    }

    private void register(Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        fixture.defineWith(change);
    }

    private TaskDefinition describe(String reference) {
        return ecs.describeTaskDefinition(request -> request.taskDefinition(reference))
                .taskDefinition();
    }
}
