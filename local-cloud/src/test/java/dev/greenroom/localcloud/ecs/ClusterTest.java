package dev.greenroom.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

class ClusterTest {
    private final EcsFixture fixture = new EcsFixture();
    private final Ecs ecs = fixture.ecs;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_described_by_name_and_by_arn_with_what_was_asked_for() {
        Tag tag = Tag.builder().key("component").value("service").build();
        String arn = ecs.createCluster(request -> request.clusterName("test").tags(tag))
                .cluster()
                .clusterArn();

        assertThat(arn).isEqualTo("arn:aws:ecs:eu-west-1:000000000000:cluster/test");
        Cluster plain = ecs.describeClusters(request -> request.clusters("test"))
                .clusters()
                .get(0);
        assertThat(plain.status()).isEqualTo("ACTIVE");
        assertThat(plain.tags()).isEmpty();
        assertThat(plain.settings()).isEmpty();
        Cluster full = ecs.describeClusters(
                        request -> request.clusters(arn).include(ClusterField.TAGS, ClusterField.SETTINGS))
                .clusters()
                .get(0);
        assertThat(full.tags()).containsExactly(tag);
        assertThat(full.settings().get(0).value()).isEqualTo("disabled");
    }

    @Test
    void answers_missing_for_one_that_is_not_there() {
        var answer = ecs.describeClusters(request -> request.clusters("none"));

        assertThat(answer.clusters()).isEmpty();
        assertThat(answer.failures().get(0).reason()).isEqualTo("MISSING");
    }

    @Test
    void takes_the_capacity_providers_of_fargate_and_no_others() {
        ecs.putClusterCapacityProviders(request -> request.cluster(EcsFixture.CLUSTER)
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE")
                        .build()));

        assertThat(ecs.describeClusters(request -> request.clusters(EcsFixture.CLUSTER))
                        .clusters()
                        .get(0)
                        .capacityProviders())
                .containsExactly("FARGATE", "FARGATE_SPOT");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecs.putClusterCapacityProviders(
                        request -> request.cluster(EcsFixture.CLUSTER).capacityProviders("my-ec2")))
                .withMessageContaining("'my-ec2' was not found");
    }

    @Test
    void refuses_by_name_what_is_not_emulated() {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> ecs.createCluster(request ->
                        request.clusterName("test").serviceConnectDefaults(connect -> connect.namespace("internal"))))
                .withMessageContaining("serviceConnectDefaults is not emulated");
    }

    @Test
    void is_not_deleted_while_tasks_live_in_it() {
        fixture.run(fixture.define(app -> {}));

        assertThatExceptionOfType(ClusterContainsTasksException.class)
                .isThrownBy(() -> ecs.deleteCluster(request -> request.cluster(EcsFixture.CLUSTER)))
                .withMessageContaining("The Cluster cannot be deleted while Tasks are active.");
    }

    @Test
    void is_inactive_once_it_is_deleted() {
        assertThat(ecs.deleteCluster(request -> request.cluster(EcsFixture.CLUSTER))
                        .cluster()
                        .status())
                .isEqualTo("INACTIVE");

        assertThat(ecs.listClusters().clusterArns()).isEmpty();
        assertThatExceptionOfType(ClusterNotFoundException.class)
                .isThrownBy(() -> ecs.deleteCluster(request -> request.cluster(EcsFixture.CLUSTER)));
    }
}
