package dev.greenroom.localcloud.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.runtime.process.Ports;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What every adapter of {@link LocalStackServer} promises. One real LocalStack; the last test ends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class LocalStackServerContract {
    @TempDir
    protected static Path workFolder;

    private LocalStackServer localStack;
    protected URI endpoint;

    /** One that eagerly loads s3 and sqs and calls itself {@code localhost:4599}. */
    protected abstract LocalStackServer open() throws Exception;

    /** Ends what runs, as a crash would. */
    protected abstract void crash() throws Exception;

    /** How the reason of its death begins. */
    protected String deathNotice() {
        return "LocalStack ended with exit code 137. Last lines of " + workFolder;
    }

    /** Ends what {@link #open()} started besides. */
    protected void release() {}

    @BeforeAll
    void start() throws Exception {
        localStack = open();
        endpoint = localStack.start();
    }

    @AfterAll
    void stop() {
        localStack.close();
        release();
    }

    @Test
    void keeps_what_it_is_given() {
        byte[] large = new byte[8 * 1024 * 1024];
        large[large.length - 1] = 7;
        try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
            s3.createBucket(bucket -> bucket.bucket("artifacts"));
            s3.putObject(object -> object.bucket("artifacts").key("large"), RequestBody.fromBytes(large));

            assertThat(s3.getObjectAsBytes(object -> object.bucket("artifacts").key("large"))
                            .asByteArray())
                    .isEqualTo(large);
        }
    }

    @Test
    void names_the_gateway_in_what_it_answers() {
        try (SqsClient sqs = client(SqsClient.builder())) {
            assertThat(sqs.createQueue(queue -> queue.queueName("events")).queueUrl())
                    .startsWith("http://localhost:4599/queue/")
                    .endsWith("/events");
        }
    }

    @Test
    void loads_other_services_when_they_are_asked_for() {
        try (SsmClient ssm = client(SsmClient.builder())) {
            ssm.putParameter(parameter -> parameter.name("/live").value("a").type(ParameterType.STRING));

            assertThat(ssm.getParameter(parameter -> parameter.name("/live"))
                            .parameter()
                            .value())
                    .isEqualTo("a");
        }
    }

    @Test
    void listens_on_loopback_only() throws Exception {
        assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
        assertThat(Ports.exposedOn(endpoint.getPort())).isEqualTo(Optional.<InetAddress>empty());
    }

    @Test
    void refuses_a_second_start() {
        assertThatThrownBy(() -> localStack.start()).hasMessage("LocalStack runs already");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void its_death_is_noticed_and_it_can_be_started_again() throws Exception {
        crash();

        assertThat(localStack.death().get(60, TimeUnit.SECONDS)).startsWith(deathNotice());

        endpoint = localStack.start();
        try (SqsClient sqs = client(SqsClient.builder())) {
            assertThat(sqs.listQueues().queueUrls()).as("nothing survives").isEmpty();
        }
    }

    protected <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
