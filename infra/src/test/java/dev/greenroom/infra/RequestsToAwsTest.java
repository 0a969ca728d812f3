package dev.greenroom.infra;

import static dev.greenroom.infra.fakes.FakeEvent.resource;
import static dev.greenroom.infra.fakes.FakeEvent.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.GoldenFile;
import dev.greenroom.infra.fakes.RecordedAws;
import dev.greenroom.infra.permissions.Policy;
import dev.greenroom.infra.pipeline.StopMode;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.StackListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** What people have this module do, with the clients that go to AWS: request by request as it is known to be right. */
final class RequestsToAwsTest {
    private static final Image OLD = image("a");
    private static final Image NEW = image("b");

    private static final String EXECUTION = "00000000-0000-0000-0000-000000000000";

    private static final Map<String, String> CLUSTER =
            Map.of("Cluster", "cluster", "LogGroupA", "logs-a", "LogGroupB", "logs-b");

    @TempDir
    Path folder;

    @Test
    void are_those_that_are_known_and_the_policy_allows_them_and_no_others() throws Exception {
        var actions = new TreeSet<String>();
        actions.addAll(recorded("provision", this::provision));
        actions.addAll(recorded("provision-delivery", this::provisionDelivery));
        actions.addAll(recorded("deliver", this::deliver));
        actions.addAll(recorded("release-that-can-not-start", this::deliverBroken));
        actions.addAll(recorded("pipeline", this::steerPipeline));
        actions.addAll(recorded("tear-down", this::tearDown));

        // Only pushing an image asks for this, and goes on in the registry's own protocol.
        actions.addAll(Policy.PUSHING);
        assertThat(Policy.provisioning().actions()).isEqualTo(actions);
    }

    private void provision(FakeAws aws, Showcase showcase) throws InterruptedException {
        aws.cloudFormation().hasStack("demo-dev-cluster", "ROLLBACK_COMPLETE", Map.of(), Map.of());
        aws.cloudFormation().hasStack("demo-dev-security", "UPDATE_ROLLBACK_FAILED", Map.of(), Map.of());
        aws.cloudFormation()
                .proposalFails("demo-test-security", "The submitted information didn't contain changes. Submit some.");
        showcase.provision();
        assertThat(showcase.stacks()).isNotEmpty();
    }

    private void provisionDelivery(FakeAws aws, Showcase showcase) throws Exception {
        aws.cloudFormation().hasStack("demo-artifacts", "CREATE_COMPLETE", Map.of(), Map.of("Bucket", "artifacts"));
        showcase.delivery().provision(steps());
    }

    private void deliver(FakeAws aws, Showcase showcase) throws InterruptedException {
        testIsProvisioned(aws);
        holds(aws, Slot.A, OLD);
        holds(aws, Slot.B, OLD);
        aws.ecr().digests().put("1.0.1", NEW.digest());
        var test = showcase.environment("test");
        assertThat(showcase.registry().image("1.0.1")).isEqualTo(NEW);
        test.install(OLD);
        assertThat(test.deploy(NEW)).isEqualTo(Slot.B);
        aws.ecs().hasService("service-b", NEW.toString());
        assertThat(test.toggle(NEW).image()).isEqualTo(NEW);
        aws.cloudFormation().output("demo-test-load-balancer", "LiveSlot", "b");
        aws.cloudFormation().output("demo-test-load-balancer", "RollbackImage", OLD.toString());
        assertThat(test.rollBack().image()).isEqualTo(OLD);
        assertThat(test.status().isProvisioned()).isTrue();
    }

    private void deliverBroken(FakeAws aws, Showcase showcase) {
        testIsProvisioned(aws);
        holds(aws, Slot.A, OLD);
        holds(aws, Slot.B, OLD);
        aws.cloudFormation()
                .script(
                        "demo-test-service-b",
                        stack("UPDATE_IN_PROGRESS", "User Initiated"),
                        resource("Service", "AWS::ECS::Service", "UPDATE_FAILED", "Circuit Breaker was triggered"),
                        stack("UPDATE_ROLLBACK_COMPLETE"));
        aws.ecs().hasStoppedTask("demo-test-service-b", "t1", NEW.toString(), "Essential container exited", 1, 1);
        aws.logs().hasLines("logs-b", "service/service/t1", "No such database");
        assertThatExceptionOfType(ReleaseFailedException.class)
                .isThrownBy(() -> showcase.environment("test").deploy(NEW));
    }

    private void steerPipeline(FakeAws aws, Showcase showcase) {
        var its = aws.codePipeline();
        its.hasExecutions(PipelineExecutionSummary.builder()
                .pipelineExecutionId(EXECUTION)
                .status("InProgress")
                .startTime(Instant.EPOCH)
                .lastUpdateTime(Instant.EPOCH)
                .build());
        its.holds(EXECUTION, "InProgress");
        its.asksWith(EXECUTION);
        its.hasAction(ActionExecutionDetail.builder()
                .pipelineExecutionId(EXECUTION)
                .actionExecutionId("smoke-1")
                .stageName("Release")
                .actionName("SmokeTest")
                .status("Succeeded")
                .startTime(Instant.EPOCH)
                .lastUpdateTime(Instant.EPOCH)
                .output(output -> output.executionResult(result -> result.externalExecutionId("demo-smoke-test:1")))
                .build());
        its.hasAction(ActionExecutionDetail.builder()
                .pipelineExecutionId(EXECUTION)
                .actionExecutionId("approval-1")
                .stageName("Release")
                .actionName("Approval")
                .status("InProgress")
                .startTime(Instant.EPOCH)
                .lastUpdateTime(Instant.EPOCH)
                .build());
        aws.codeBuild()
                .hasBuild(Build.builder()
                        .id("demo-smoke-test:1")
                        .buildComplete(true)
                        .logs(logs -> logs.groupName("builds").streamName("1"))
                        .build());
        aws.logs().hasLines("builds", "1", "It works");
        var pipeline = showcase.delivery().pipeline();
        var status = pipeline.status();
        assertThat(pipeline.executions()).isNotEmpty();
        var smokeTest = pipeline.actions(EXECUTION).get(0);
        assertThat(pipeline.log(smokeTest).next()).isNotEmpty();
        pipeline.approve(status.approval().orElseThrow(), "It looks good");
        pipeline.start();
        its.holds(EXECUTION, "Failed");
        pipeline.retry(status.stage("Release").orElseThrow());
        pipeline.stop(EXECUTION, StopMode.WAIT, "Nobody waits for it");
    }

    private void tearDown(FakeAws aws, Showcase showcase) throws InterruptedException {
        testIsProvisioned(aws);
        holds(aws, Slot.A, OLD);
        for (var name : new String[] {"demo-pipeline", "demo-artifacts", "demo-test-security"}) {
            aws.cloudFormation().hasStack(name, "CREATE_COMPLETE", Map.of(), Map.of());
        }
        aws.cloudFormation().hasResource("demo-registry", "AWS::ECR::Repository", "demo/service");
        aws.cloudFormation().hasResource("demo-artifacts", "AWS::S3::Bucket", "artifacts");
        aws.ecr().digests().put("1.0.1", NEW.digest());
        aws.s3().versions().add("automation/greenroom-infra.zip@1");
        showcase.tearDown();
        assertThat(showcase.stacks()).isEmpty();
    }

    /** Returns the actions that IAM must allow. */
    private TreeSet<String> recorded(String name, Operation operation) throws Exception {
        var fakes = new FakeAws();
        try (var aws = new RecordedAws(fakes)) {
            var showcase = new Showcase(
                    new ShowcaseSettings("demo", "aws"),
                    InfraFiles.builtIn(),
                    aws.clients(),
                    StackListener.SILENT,
                    new Pacing(Clock.systemUTC(), duration -> {}));
            operation.run(fakes, showcase);
            new GoldenFile("src/test/resources/dev/greenroom/infra/requests/%s.json".formatted(name))
                    .says(aws.recorder().json());
            return new TreeSet<>(aws.recorder().actions());
        }
    }

    private static void testIsProvisioned(FakeAws aws) {
        var its = aws.cloudFormation();
        var repository = Map.of("RepositoryUri", OLD.repository(), "RepositoryName", "demo/service");
        its.hasStack("demo-registry", "CREATE_COMPLETE", Map.of(), repository);
        its.hasStack("demo-test-cluster", "CREATE_COMPLETE", Map.of(), CLUSTER);
        its.hasStack(
                "demo-test-load-balancer",
                "CREATE_COMPLETE",
                Map.of("LiveSlot", "a", "RollbackImage", "", "BluePort", "80"),
                Map.of(
                        "LiveSlot", "a",
                        "RollbackImage", "none",
                        "BlueUrl", "http://demo-test.eu-central-1.elb.amazonaws.com",
                        "GreenUrl", "http://demo-test.eu-central-1.elb.amazonaws.com:8080",
                        "TargetGroupA", "group-a",
                        "TargetGroupB", "group-b"));
    }

    private static void holds(FakeAws aws, Slot slot, Image image) {
        aws.cloudFormation()
                .hasStack(
                        "demo-test-service-" + slot,
                        "CREATE_COMPLETE",
                        Map.of("Image", image.toString(), "DesiredCount", "1"),
                        Map.of("Service", "service-" + slot));
        aws.ecs().hasService("service-" + slot, image.toString());
    }

    private StepsArchive steps() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        var jar = folder.resolve("greenroom-infra.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return StepsArchive.of(jar);
    }

    private static Image image(String digit) {
        return Image.parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com/demo/service@sha256:" + digit.repeat(64));
    }

    private interface Operation {
        void run(FakeAws aws, Showcase showcase) throws Exception;
    }
}
