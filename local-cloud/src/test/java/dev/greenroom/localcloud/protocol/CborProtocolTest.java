package dev.greenroom.localcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartRequest;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

class CborProtocolTest {
    private static final CBORMapper CBOR = new CBORMapper();

    private final FakeEcs ecs = new FakeEcs();

    @Test
    void a_request_goes_there_and_back() throws IOException {
        var container = Map.of(
                "name",
                "Größe 🎭",
                "memory",
                512,
                "essential",
                true,
                "dockerLabels",
                Map.of("a.b", "c"),
                "portMappings",
                List.of(Map.of("containerPort", 80)));

        WireResponse answer = send(
                "RegisterTaskDefinition",
                Map.of("family", "app", "containerDefinitions", List.of(container), "unknown", 1.5));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/cbor")
                .containsEntry("smithy-protocol", "rpc-v2-cbor");
        assertThat(CBOR.readTree(answer.body()).at("/taskDefinition/containerDefinitions/0"))
                .isEqualTo(CBOR.readTree(CBOR.writeValueAsBytes(container)));
    }

    @Test
    void a_blob_is_bytes() throws IOException {
        var ecr = new FakeEcr();
        byte[] body = CBOR.writeValueAsBytes(Map.of("layerPartBlob", new byte[] {0, -1}, "partLastByte", 1L));

        FakeEcr.ENDPOINT.answer(request("AmazonEC2ContainerRegistry_V20150921", "UploadLayerPart", body), () -> ecr);

        assertThat(ecr.uploaded)
                .extracting(UploadLayerPartRequest::layerPartBlob)
                .satisfies(blob -> assertThat(blob.asByteArray()).containsExactly(0, -1));
    }

    @Test
    void a_time_is_tagged_seconds() throws IOException {
        var createdAt = Instant.parse("2026-01-02T03:04:05.006Z");
        ecs.services = DescribeServicesResponse.builder()
                .services(Service.builder().createdAt(createdAt).build())
                .build();

        WireResponse answer = send("DescribeServices", Map.of());

        try (CBORParser parser = CBOR.getFactory().createParser(answer.body())) {
            while (parser.nextToken() != JsonToken.VALUE_NUMBER_FLOAT) {
                assertThat(parser.hasCurrentToken()).isTrue();
            }
            assertThat(parser.getCurrentTag()).isEqualTo(1);
            assertThat(parser.getDoubleValue()).isEqualTo(1767323045.006);
        }
    }

    @Test
    void an_error_has_type_and_message() throws IOException {
        ecs.failure =
                ClusterNotFoundException.builder().message("Cluster not found.").build();

        WireResponse answer = send("DescribeServices", Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(CBOR.readTree(answer.body()))
                .hasToString("{\"__type\":\"ClusterNotFoundException\",\"message\":\"Cluster not found.\"}");
    }

    @Test
    void an_unknown_operation_or_service_is_not_found() throws IOException {
        assertThat(send("Dance", Map.of()).status()).isEqualTo(404);
        assertThat(FakeEcs.ENDPOINT
                        .answer(request("Other", "DescribeServices", new byte[0]), () -> ecs)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_body_that_is_no_object_is_said_to_be_none() throws IOException {
        assertThat(new String(send("DescribeServices", List.of()).body()))
                .contains("SerializationException")
                .contains("The body is not a CBOR object");
    }

    private WireResponse send(String operation, Object body) throws IOException {
        return FakeEcs.ENDPOINT.answer(
                request("AmazonEC2ContainerServiceV20141113", operation, CBOR.writeValueAsBytes(body)), () -> ecs);
    }

    private static WireRequest request(String service, String operation, byte[] body) {
        String path = "/service/%s/operation/%s".formatted(service, operation);
        return new WireRequest(path, "", Map.of("Smithy-Protocol", "rpc-v2-cbor"), body);
    }
}
