package dev.greenroom.localcloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.protocol.Wire;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

class GatewayTest {
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = Gateway.start(
                0,
                List.of(new EmulatedService(
                        "ecs",
                        EcsClient.class,
                        Wire.json("AmazonEC2ContainerServiceV20141113"),
                        scope -> new EcsOfRegion(scope.region()))),
                Map.of(),
                () -> URI.create("http://localhost:1"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void answers_for_each_region_apart() {
        try (EcsClient ecs = EcsClient.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dev", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertThat(ecs.listClusters().clusterArns()).containsExactly("eu-central-1");
        }
    }

    private record EcsOfRegion(String region) implements EcsClient {
        @Override
        public ListClustersResponse listClusters(ListClustersRequest request) {
            return ListClustersResponse.builder().clusterArns(region).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
