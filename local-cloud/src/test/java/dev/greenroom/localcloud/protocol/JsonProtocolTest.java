package dev.greenroom.localcloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;

class JsonProtocolTest {
    private final FakeEcs fake = new FakeEcs();
    private final InMemoryHttp http = new InMemoryHttp(FakeEcs.ENDPOINT, fake);
    private final EcsClient client = Clients.connect(EcsClient.builder(), http);

    @Nested
    class A_request {
        @Test
        void goes_there_and_back_with_lists_maps_structures_and_scalars() {
            var container = ContainerDefinition.builder()
                    .name("app \"Größe\" 🎭 \u0001\r\n")
                    .memory(512)
                    .essential(true)
                    .portMappings(PortMapping.builder().containerPort(8080).build())
                    .environment(
                            KeyValuePair.builder().name("A").value("").build(),
                            KeyValuePair.builder().name("B").value("b").build())
                    .dockerLabels(Map.of("dev.greenroom", "yes", "dotted.key[0]", "{}"))
                    .healthCheck(check -> check.command("CMD-SHELL", "exit 0").interval(5))
                    .build();

            var answer = client.registerTaskDefinition(request -> request.family("app")
                    .containerDefinitions(container)
                    .tags(Tag.builder().key("k").value("v").build()));

            assertThat(fake.registered.containerDefinitions()).containsExactly(container);
            assertThat(answer.taskDefinition().containerDefinitions()).containsExactly(container);
            assertThat(answer.tags()).isEqualTo(fake.registered.tags());
        }

        @Test
        void tells_an_empty_list_from_none() {
            client.registerTaskDefinition(request -> request.tags(List.of()));

            assertThat(fake.registered.hasTags()).isTrue();
            assertThat(fake.registered.hasContainerDefinitions()).isFalse();
        }

        @Test
        void goes_there_and_back_with_documents_and_fractions() {
            var details = Document.mapBuilder()
                    .putNumber("weight", 0.5)
                    .putNumber("count", 12345678901L)
                    .putString("name", "ü")
                    .putBoolean("on", true)
                    .putNull("nothing")
                    .putList("list", list -> list.addString("a").addNumber(1))
                    .build();
            var deployment = DeploymentConfiguration.builder()
                    .canaryConfiguration(canary -> canary.canaryPercent(12.5))
                    .lifecycleHooks(DeploymentLifecycleHook.builder()
                            .hookDetails(details)
                            .build())
                    .build();

            var answer = client.createService(request -> request.deploymentConfiguration(deployment));

            assertThat(fake.created.deploymentConfiguration()).isEqualTo(deployment);
            assertThat(answer.service().deploymentConfiguration()).isEqualTo(deployment);
        }

        @Test
        void arrives_with_ten_megabytes_of_blob() {
            var ecr = new FakeEcr();
            byte[] bytes = new byte[10_000_000];
            new Random(1).nextBytes(bytes);

            Clients.connect(EcrClient.builder(), new InMemoryHttp(FakeEcr.ENDPOINT, ecr))
                    .uploadLayerPart(part -> part.layerPartBlob(SdkBytes.fromByteArrayUnsafe(bytes))
                            .partLastByte((long) bytes.length - 1));

            assertThat(ecr.uploaded.layerPartBlob().asByteArrayUnsafe()).isEqualTo(bytes);
        }

        @Test
        void may_hold_members_nobody_knows_and_nulls() {
            WireResponse answer = post(
                    "RegisterTaskDefinition",
                    "{\"family\":\"app\",\"Family\":\"other\",\"new\":{\"a\":[1]},\"tags\":null,"
                            + "\"requiresCompatibilities\":[null,\"FARGATE\"]}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(fake.registered.family()).isEqualTo("app");
            assertThat(fake.registered.hasTags()).isFalse();
            assertThat(fake.registered.requiresCompatibilitiesAsStrings()).containsExactly("FARGATE");
        }

        @Test
        void may_have_no_body() {
            assertThat(post("DescribeServices", "").status()).isEqualTo(200);
        }
    }

    @Nested
    class An_answer {
        @Test
        void carries_times_as_seconds() {
            var service = Service.builder()
                    .createdAt(Instant.parse("2026-01-02T03:04:05.006Z"))
                    .build();
            fake.services = DescribeServicesResponse.builder().services(service).build();

            assertThat(client.describeServices(request -> {}).services()).containsExactly(service);
            assertThat(body()).contains("\"createdAt\":1767323045.006");
        }

        @Test
        void has_an_empty_list_where_it_is_set_and_nothing_where_not() {
            fake.services =
                    DescribeServicesResponse.builder().failures(List.of()).build();

            assertThat(client.describeServices(request -> {}).hasFailures()).isTrue();
            assertThat(body()).isEqualTo("{\"failures\":[]}");
        }

        @Test
        void has_the_content_type_of_the_request_and_a_request_id() {
            var answer = client.describeServices(request -> {});

            assertThat(http.lastResponse.headers())
                    .containsEntry("Content-Type", "application/x-amz-json-1.1")
                    .containsEntry("x-amzn-RequestId", answer.responseMetadata().requestId());
        }
    }

    private String body() {
        return new String(http.lastResponse.body(), UTF_8);
    }

    private WireResponse post(String operation, String body) {
        var headers = Map.of("x-amz-target", "AmazonEC2ContainerServiceV20141113." + operation);
        return FakeEcs.ENDPOINT.answer(new WireRequest("/", "", headers, body.getBytes(UTF_8)), () -> fake);
    }
}
