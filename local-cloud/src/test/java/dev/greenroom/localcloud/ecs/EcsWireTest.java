package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.gateway.ServedService;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;

/** The real SDK client, with its waiters, through the gateway. */
class EcsWireTest {
    private final EcsFixture fixture = new EcsFixture();
    private ServedService<EcsClient> served;
    private EcsClient client;

    @BeforeEach
    void start() throws IOException {
        served = ServedService.start(
                "ecs",
                EcsClient.class,
                Wire.json("AmazonEC2ContainerServiceV20141113"),
                fixture.ecs,
                EcsClient.builder());
        client = served.client();
    }

    @AfterEach
    void close() {
        served.close();
        fixture.close();
    }

    @Test
    void runs_a_service_until_it_is_gone_again() {
        String definition = client.registerTaskDefinition(
                        EcsFixture.definition().build())
                .taskDefinition()
                .taskDefinitionArn();
        client.createService(request -> request.cluster(EcsFixture.CLUSTER)
                .serviceName("web")
                .taskDefinition(definition)
                .desiredCount(1)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(EcsFixture.networkConfiguration()));
        await().until(() -> service().runningCount() == 1);
        try (var waiter = client.waiter()) {
            waiter.waitUntilTasksRunning(request -> request.cluster(EcsFixture.CLUSTER)
                    .tasks(client.listTasks(list -> list.cluster(EcsFixture.CLUSTER))
                            .taskArns()));
        }

        Service service = service();
        assertThat(service.createdAt()).isNotNull();
        assertThat(service.events()).isNotEmpty();
        client.deleteService(
                request -> request.cluster(EcsFixture.CLUSTER).service("web").force(true));
    }

    @Test
    void errors_keep_their_type_and_message() {
        assertThatExceptionOfType(ClusterNotFoundException.class)
                .isThrownBy(() -> client.listServices(request -> request.cluster("none")))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Cluster not found."));
    }

    @Test
    void what_is_not_emulated_says_so() {
        assertThatExceptionOfType(EcsException.class)
                .isThrownBy(() -> client.executeCommand(request -> request.cluster(EcsFixture.CLUSTER)
                        .task("t")
                        .interactive(true)
                        .command("sh")))
                .withMessageContaining("ExecuteCommand");
    }

    private Service service() {
        return client.describeServices(
                        request -> request.cluster(EcsFixture.CLUSTER).services("web"))
                .services()
                .get(0);
    }
}
