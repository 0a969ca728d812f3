package dev.greenroom.localcloud.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.protocol.Wire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;

class GatewayTest {
    private static final String ECS_TARGET = "AmazonEC2ContainerServiceV20141113";

    private final List<String> madeFor = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeLocalStack localStack;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        localStack = new FakeLocalStack();
        localStack.answers("from LocalStack");
        var ecs = new EmulatedService("ecs", EcsClient.class, Wire.json(ECS_TARGET), scope -> {
            madeFor.add(scope.accountId() + " " + scope.region());
            return new EcsOfRegion(scope.region());
        });
        var cloudFormation = new EmulatedService(
                "cloudformation",
                CloudFormationClient.class,
                Wire.query("http://cloudformation.amazonaws.com/doc/2010-05-15/"),
                scope -> new CloudFormationOfRegion(scope.region()));
        var events = EmulatedService.overlay(
                "events", EventBridgeClient.class, Wire.json("AWSEvents"), scope -> new EventsOfRegion(scope.region()));
        gateway = Gateway.start(
                0, List.of(ecs, cloudFormation, events), Map.of("/v2/*", new PathServlet()), localStack::uri);
    }

    @AfterEach
    void stop() {
        gateway.close();
        localStack.close();
    }

    @Nested
    class A_signed_request {
        @Test
        void is_answered_by_the_service_and_region_it_is_signed_for() {
            try (EcsClient ecs = Clients.connect(EcsClient.builder(), gateway);
                    var cloudFormation = Clients.connect(CloudFormationClient.builder(), gateway)) {
                assertThat(ecs.listClusters().clusterArns()).containsExactly("eu-central-1");
                assertThat(ecs.listClusters().clusterArns()).containsExactly("eu-central-1");
                assertThat(cloudFormation.describeStacks().stacks())
                        .extracting(Stack::stackName)
                        .containsExactly("eu-central-1");
            }
            assertThat(madeFor).containsExactly("000000000000 eu-central-1");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            AWS4-HMAC-SHA256 Credential=AKID/20260101/us-west-2/ecs/aws4_request, SignedHeaders=host, Signature=0 | us-west-2
            AWS4-HMAC-SHA256 SignedHeaders=host,Credential=AKID/20260101/us-west-2/ecs/aws4_request,Signature=0   | us-west-2
            AWS4-ECDSA-P256-SHA256 Credential=AKID/20260101/ecs/aws4_request, SignedHeaders=host, Signature=0     | us-east-1
            """)
        void is_read_whatever_its_signature(String authorization, String region) throws Exception {
            HttpResponse<String> answer = send(post("/", "{}")
                    .header("Authorization", authorization)
                    .header("X-Amz-Target", ECS_TARGET + ".ListClusters"));

            assertThat(answer.body()).isEqualTo("{\"clusterArns\":[\"%s\"]}".formatted(region));
        }

        @Test
        void has_its_region_in_a_header_when_the_signature_is_for_several() throws Exception {
            HttpResponse<String> answer = send(post("/", "{}")
                    .header("Authorization", "AWS4-ECDSA-P256-SHA256 Credential=AKID/20260101/ecs/aws4_request")
                    .header("X-Amz-Region-Set", "eu-north-1,eu-west-1")
                    .header("X-Amz-Target", ECS_TARGET + ".ListClusters"));

            assertThat(answer.body()).contains("eu-north-1");
        }

        @Test
        void may_be_signed_in_its_url() throws Exception {
            HttpResponse<String> answer = get("/?Action=DescribeStacks&Version=2010-05-15&X-Amz-Credential="
                    + "AKID%2F20260101%2Feu-west-1%2Fcloudformation%2Faws4_request&X-Amz-Signature=0");

            assertThat(answer.body()).contains("<StackName>eu-west-1</StackName>");
        }

        @Test
        void for_another_service_goes_to_localstack_whatever_its_path() throws Exception {
            HttpResponse<String> answer = send(request("/v2/key")
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/s3/aws4_request"));

            assertThat(answer.body()).isEqualTo("from LocalStack");
        }
    }

    @Nested
    class An_unsigned_request {
        @Test
        void is_answered_by_the_service_it_names_as_its_target() throws Exception {
            HttpResponse<String> answer = send(post("/", "{}").header("X-Amz-Target", ECS_TARGET + ".ListClusters"));

            assertThat(answer.body()).contains("us-east-1");
        }

        @Test
        void is_answered_by_the_service_that_has_the_action() throws Exception {
            HttpResponse<String> answer = send(post("/", "Action=DescribeStacks&Version=2010-05-15")
                    .header("Content-Type", "application/x-www-form-urlencoded"));

            assertThat(answer.body()).contains("<StackName>us-east-1</StackName>");
        }

        @Test
        void goes_by_its_path_where_one_fits() throws Exception {
            assertThat(get("/v2/").body()).isEqualTo("nobody at /v2/");
            assertThat(get("/v2/app/blobs/x").body()).isEqualTo("nobody at /v2/app/blobs/x");
        }

        @Test
        void goes_to_localstack_where_nothing_else_fits() throws Exception {
            assertThat(get("/_localstack/health").body()).isEqualTo("from LocalStack");
            assertThat(send(post("/", "{}").header("X-Amz-Target", "AmazonSSM.GetParameter"))
                            .body())
                    .isEqualTo("from LocalStack");
        }
    }

    @Nested
    class A_service_of_which_some_operations_are_emulated {
        @Test
        void is_answered_here_for_them_and_by_localstack_for_the_rest() {
            localStack.answers("{\"RuleArn\": \"from LocalStack\"}");
            try (var events = Clients.connect(EventBridgeClient.builder(), gateway)) {
                assertThat(events.listRules(all -> {}).rules())
                        .extracting(Rule::name)
                        .containsExactly("eu-central-1");
                assertThat(events.putRule(put -> put.name("any")).ruleArn()).isEqualTo("from LocalStack");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"AWSEvents.PutRule", "AWSEvents.NewOperation", "nonsense"})
        void forwards_requests_as_they_come(String target) throws Exception {
            localStack.answers((body, response, out) -> out.write(body.readAllBytes()));
            String body = "{ \"Name\" :\"x\", \"\u00fc\": 1.0 } ";

            assertThat(send(signed(body).header("X-Amz-Target", target)).body()).isEqualTo(body);
            assertThat(send(post("/", body).header("X-Amz-Target", target)).body())
                    .isEqualTo(body);
            FakeLocalStack.Received received = localStack.received.take();
            assertThat(received.headers().get("X-Amz-Target")).isEqualTo(target);
        }

        @Test
        void is_told_from_others_when_a_request_is_not_signed() throws Exception {
            HttpResponse<String> answer = send(post("/", "{}").header("X-Amz-Target", "AWSEvents.ListRules"));

            assertThat(answer.body()).contains("us-east-1");
        }

        @Test
        void shows_in_the_health_what_is_emulated_of_it() throws Exception {
            send(signed("{}").header("X-Amz-Target", "AWSEvents.ListRules"));

            assertThat(get("/_greenroom/health").body())
                    .contains("\"events\":{\"operations\":[\"ListRules\"],\"status\":\"partly emulated\"}");
        }

        private HttpRequest.Builder signed(String body) {
            return post("/", body)
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/events/aws4_request");
        }
    }

    @Nested
    class A_request_of_a_web_page {
        private static final String ACTION = "/?Action=DescribeStacks&Version=2010-05-15";

        @ParameterizedTest
        @CsvSource({
            "Origin,         https://evil.example",
            "Origin,         null",
            "Origin,         https://bucket.s3.amazonaws.com",
            "Origin,         http://localhost.evil.example",
            "Sec-Fetch-Site, cross-site"
        })
        void of_another_site_is_refused(String header, String value) throws Exception {
            HttpResponse<String> answer = send(request(ACTION).header(header, value));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("may not use this machine&apos;s cloud");
        }

        @ParameterizedTest
        @ValueSource(strings = {"evil.example", "localhost.evil.example:4566", "127.0.0.1.evil.example"})
        void under_a_name_that_anybody_may_point_here_is_refused(String host) throws Exception {
            assertThat(status(ACTION, host)).isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "localhost:4566",
                    "127.0.0.1:4566",
                    "[::1]:4566",
                    "172.17.0.1",
                    "cloud:4566",
                    "host.docker.internal:4566",
                    "bucket.s3.localhost:4566",
                    "bucket.s3.eu-central-1.amazonaws.com",
                    "sqs.us-east-1.localhost.localstack.cloud:4566"
                })
        void under_a_name_of_this_machine_is_not(String host) throws Exception {
            assertThat(status(ACTION, host)).isEqualTo(200);
        }

        @Test
        void of_this_machine_is_answered() throws Exception {
            assertThat(send(request(ACTION).header("Origin", "http://localhost:3000"))
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void may_be_a_link_that_shows_something_but_does_nothing() throws Exception {
            assertThat(send(link("/v2/")).statusCode()).isEqualTo(200);
            assertThat(send(link(ACTION)).statusCode()).isEqualTo(403);
        }

        private HttpRequest.Builder link(String path) {
            return request(path).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate");
        }

        private int status(String path, String host) throws IOException {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                socket.setSoTimeout(10_000);
                String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
                socket.getOutputStream().write(request.getBytes(UTF_8));
                String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
                return Integer.parseInt(answer.split(" ")[1]);
            }
        }
    }

    @Test
    void refuses_a_body_larger_than_any_operation_takes() throws Exception {
        HttpResponse<String> answer = send(request("/")
                .POST(BodyPublishers.ofByteArray(new byte[(32 << 20) + 1]))
                .header("X-Amz-Target", ECS_TARGET + ".ListClusters")
                .header("Content-Type", "application/x-amz-json-1.1"));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"__type\":\"RequestEntityTooLarge\"");
    }

    @Nested
    class Its_health {
        @Test
        void lists_what_is_emulated_and_where_the_rest_is() throws Exception {
            send(post("/", "{}").header("X-Amz-Target", ECS_TARGET + ".ListClusters"));

            HttpResponse<String> health = get("/_greenroom/health");

            assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(health.body())
                    .contains("\"status\":\"running\"")
                    .contains("\"ecs\":{\"operations\":[\"ListClusters\"],\"status\":\"emulated\"}")
                    .contains("\"localstack\":{\"status\":\"running\"}");
        }

        @Test
        void tells_that_localstack_is_gone() throws Exception {
            localStack.close();

            assertThat(get("/_greenroom/health").body()).contains("\"localstack\":{\"status\":\"unreachable\"}");
        }
    }

    @Nested
    class Its_port {
        @Test
        void is_on_the_loopback_interface_only() throws Exception {
            assertThat(gateway.endpoint()).hasToString("http://localhost:" + gateway.port());
            assertThat(gateway.publicHost()).isEqualTo("localhost:" + gateway.port());
            try (var other = new ServerSocket(gateway.port(), 1, InetAddress.getByName("127.0.0.9"))) {
                assertThat(other.isBound()).isTrue();
            }
        }

        @Test
        void names_its_holder_when_it_is_taken() {
            assertThatThrownBy(() -> Gateway.start(gateway.port(), List.of(), Map.of(), localStack::uri))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("Tried to open port %d for the gateway but ", gateway.port())
                    .hasMessageContaining(ProcessHandle.current().pid() + " holds it")
                    .hasMessageContaining("Stop it, or choose another port.");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static final class PathServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String caller = Caller.of(request).map(Caller::accessKeyId).orElse("nobody");
            response.getWriter().write(caller + " at " + request.getRequestURI());
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

    private record EventsOfRegion(String region) implements EventBridgeClient {
        @Override
        public ListRulesResponse listRules(ListRulesRequest request) {
            return ListRulesResponse.builder()
                    .rules(Rule.builder().name(region).build())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private record CloudFormationOfRegion(String region) implements CloudFormationClient {
        @Override
        public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
            return DescribeStacksResponse.builder()
                    .stacks(Stack.builder().stackName(region).build())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
