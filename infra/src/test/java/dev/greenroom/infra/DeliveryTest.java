package dev.greenroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.FakeCloudFormation;
import dev.greenroom.infra.fakes.FakeEvent;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.StackFailedException;
import dev.greenroom.infra.stacks.StackListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryTest {
    private static final List<String> STACKS = List.of(
            "demo-repository",
            "demo-artifacts",
            "demo-delivery-roles",
            "demo-build",
            "demo-integration-test",
            "demo-release",
            "demo-pipeline",
            "demo-source-event",
            "demo-stale-approvals",
            "demo-idle-green");

    private final FakeAws aws = new FakeAws();
    private final FakeCloudFormation cloudFormation = aws.cloudFormation();

    @TempDir
    Path folder;

    private StepsArchive steps = StepsArchive.of(Path.of("none"));

    @BeforeEach
    void the_program_was_built() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Steps-Libraries", "lib/one.jar:lib/two.jar");
        new JarOutputStream(Files.newOutputStream(folder.resolve("greenroom-infra.jar")), manifest).close();
        Files.createDirectory(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/one.jar"), "one");
        Files.writeString(folder.resolve("two.jar"), "two");
        steps = StepsArchive.of(folder.resolve("greenroom-infra.jar"));
        // The fake gives no outputs of its own to stacks it makes.
        cloudFormation.hasStack("demo-artifacts", "CREATE_COMPLETE", Map.of(), Map.of("Bucket", "artifacts"));
    }

    @Test
    void makes_every_stack_after_those_it_needs() throws Exception {
        delivery(Map.of()).provision(steps);

        assertThat(cloudFormation.calls())
                .hasSize(12)
                .contains("create demo-dev-alarms", "create demo-test-alarms")
                .containsSubsequence("create demo-repository", "create demo-delivery-roles", "create demo-pipeline")
                .containsSubsequence("update demo-artifacts", "create demo-build", "create demo-pipeline")
                .containsSubsequence("create demo-integration-test", "create demo-pipeline")
                .containsSubsequence("create demo-release", "create demo-pipeline")
                .containsSubsequence("create demo-pipeline", "create demo-stale-approvals")
                .containsSubsequence("create demo-pipeline", "create demo-idle-green")
                .containsSubsequence("create demo-idle-green", "create demo-source-event")
                .containsSubsequence("create demo-stale-approvals", "create demo-source-event");
        assertThat(aws.s3().puts()).containsExactly("artifacts/automation/greenroom-infra.zip");
    }

    @Test
    void goes_on_where_it_was_interrupted() throws Exception {
        cloudFormation.script(
                "demo-release",
                FakeEvent.resource("Verify", "AWS::CodeBuild::Project", "CREATE_FAILED", "no more projects"),
                FakeEvent.stack("ROLLBACK_COMPLETE"));

        assertThatExceptionOfType(StackFailedException.class)
                .isThrownBy(() -> delivery(Map.of()).provision(steps))
                .withMessageContaining("no more projects");
        assertThat(cloudFormation.calls()).doesNotContain("create demo-pipeline", "create demo-source-event");

        delivery(Map.of()).provision(steps);

        assertThat(cloudFormation.calls())
                .containsSubsequence(
                        "create demo-release",
                        "delete demo-release",
                        "create demo-release",
                        "create demo-pipeline",
                        "create demo-source-event");
    }

    @Test
    void hands_the_build_what_differs_from_the_settings() throws Exception {
        delivery(Map.of(
                        "test", Map.of("GreenPort", "2", "BluePort", "1"),
                        "dev", Map.of("BluePort", "3"),
                        "shared", Map.of("ApprovalMinutes", "5")))
                .provision(steps);

        assertThat(FakeCloudFormation.values(cloudFormation.lastProposal("demo-build")))
                .containsEntry("Settings", "dev.BluePort=3;test.BluePort=1;test.GreenPort=2");
        assertThat(FakeCloudFormation.values(cloudFormation.lastProposal("demo-pipeline")))
                .containsEntry("ApprovalMinutes", "5");
    }

    @Test
    void refuses_a_setting_that_no_template_has() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() ->
                        delivery(Map.of("shared", Map.of("ApprovalHours", "4"))).provision(steps))
                .withMessage("Tried to provision the delivery but no template has a parameter ApprovalHours");
        assertThat(cloudFormation.calls()).isEmpty();
    }

    @Test
    void packs_the_program_with_the_libraries_that_its_manifest_names() throws Exception {
        var archive = folder.resolve("steps.zip");

        steps.write(archive);

        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .containsExactly("greenroom-infra.jar", "lib/one.jar", "lib/two.jar");
        }
    }

    @Test
    void says_that_the_program_was_not_built() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> delivery(Map.of()).provision(StepsArchive.of(folder.resolve("nothing.jar"))))
                .withMessageContaining("nothing.jar")
                .withMessageEndingWith("; ./mvnw -pl infra package builds it");
    }

    @Test
    void deletes_first_what_starts_deliveries_and_what_needs_others() throws Exception {
        STACKS.forEach(stack -> cloudFormation.hasStack(stack, "CREATE_COMPLETE", Map.of(), Map.of()));

        showcase(Map.of()).tearDown();

        var calls = cloudFormation.calls();
        assertThat(calls).hasSize(10);
        assertThat(calls.subList(0, 3))
                .containsExactlyInAnyOrder(
                        "delete demo-source-event", "delete demo-stale-approvals", "delete demo-idle-green");
        assertThat(calls.get(3)).isEqualTo("delete demo-pipeline");
        assertThat(calls.subList(8, 10)).containsExactlyInAnyOrder("delete demo-repository", "delete demo-artifacts");
    }

    @Test
    void deletes_what_an_interrupted_deletion_left() throws Exception {
        cloudFormation.hasStack("demo-delivery-roles", "DELETE_FAILED", Map.of(), Map.of());

        delivery(Map.of()).tearDown();

        assertThat(cloudFormation.calls())
                .containsExactlyInAnyOrder("delete demo-delivery-roles", "delete demo-artifacts")
                .containsSubsequence("delete demo-delivery-roles", "delete demo-artifacts");
    }

    @Test
    void counts_its_stacks_among_those_of_the_showcase() {
        STACKS.forEach(stack -> cloudFormation.hasStack(stack, "CREATE_COMPLETE", Map.of(), Map.of()));

        assertThat(showcase(Map.of()).stacks()).containsOnlyKeys(STACKS);
    }

    @Test
    void tells_where_to_push() {
        assertThat(delivery(Map.of()).isProvisioned()).isFalse();
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> delivery(Map.of()).cloneUrl())
                .withMessage("Tried to find the repository but there is none; ./greenroom up --pipeline makes it");

        var outputs = Map.of("CloneUrl", "http://localhost:4566/git/eu-central-1/demo");
        cloudFormation.hasStack("demo-repository", "CREATE_COMPLETE", Map.of(), outputs);
        cloudFormation.hasStack("demo-pipeline", "CREATE_COMPLETE", Map.of(), Map.of());

        assertThat(delivery(Map.of()).isProvisioned()).isTrue();
        assertThat(delivery(Map.of()).cloneUrl()).isEqualTo("http://localhost:4566/git/eu-central-1/demo");
        assertThat(delivery(Map.of()).branch()).isEqualTo("main");
        assertThat(delivery(Map.of("shared", Map.of("Branch", "trunk"))).branch())
                .isEqualTo("trunk");
    }

    private Delivery delivery(Map<String, Map<String, String>> parameters) {
        return showcase(parameters).delivery();
    }

    private Showcase showcase(Map<String, Map<String, String>> parameters) {
        return new Showcase(
                new ShowcaseSettings("demo", "local", parameters),
                InfraFiles.builtIn(),
                aws,
                StackListener.SILENT,
                new Pacing(Clock.systemUTC(), duration -> {}));
    }
}
