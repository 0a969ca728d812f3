package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ssm.SsmClient;

class LocalCloudTest {
    private static final String TEMPLATE = """
            Resources:
              Greeting:
                Type: AWS::SSM::Parameter
                Properties:
                  Type: String
                  Value: !Sub hello from ${AWS::Region}
            Outputs:
              Name:
                Value: !Ref Greeting
            """;

    @TempDir
    private Path folder;

    @Test
    void answers_sdk_clients_of_any_region_and_leaves_nothing_behind() throws Exception {
        LocalCloudOptions options = LocalCloudOptions.defaults().withFolder(folder);
        URI endpoint;
        List<ProcessHandle> started;
        try (LocalCloud cloud = LocalCloud.start(options)) {
            endpoint = cloud.endpoint();
            assertThat(createStack(endpoint, Region.EU_WEST_1)).isEqualTo("hello from eu-west-1");
            assertThat(createStack(endpoint, Region.US_EAST_1)).isEqualTo("hello from us-east-1");
            started = ProcessHandle.current()
                    .descendants()
                    .filter(ProcessHandle::isAlive)
                    .toList();
            assertThat(started).isNotEmpty();
        }
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(folder.toFile().list((parent, name) -> !name.endsWith(".lock")))
                .isEmpty();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Socket("localhost", endpoint.getPort()).close());
    }

    @Test
    void a_port_that_is_taken_is_named_and_nothing_is_left_running() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalCloudOptions options =
                    LocalCloudOptions.defaults().withFolder(folder).withPort(taken.getLocalPort());

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> LocalCloud.start(options))
                    .withMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        assertThat(folder.toFile().list((parent, name) -> !name.endsWith(".lock")))
                .isEmpty();
    }

    private static String createStack(URI endpoint, Region region) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (CloudFormationClient cloudFormation = CloudFormationClient.builder()
                        .endpointOverride(endpoint)
                        .region(region)
                        .credentialsProvider(credentials)
                        .build();
                SsmClient ssm = SsmClient.builder()
                        .endpointOverride(endpoint)
                        .region(region)
                        .credentialsProvider(credentials)
                        .build()) {
            cloudFormation.createStack(create -> create.stackName("greeting").templateBody(TEMPLATE));
            var stack = cloudFormation
                    .waiter()
                    .waitUntilStackCreateComplete(
                            of -> of.stackName("greeting"),
                            wait -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(100))))
                    .matched()
                    .response()
                    .orElseThrow()
                    .stacks()
                    .get(0);
            String name = stack.outputs().get(0).outputValue();
            return ssm.getParameter(get -> get.name(name)).parameter().value();
        }
    }
}
