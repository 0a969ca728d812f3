package dev.greenroom.infra;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.FakeCloudFormation;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.StackListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** A stack may be changed by the pipeline and by hand by turns: both give it the same. */
final class DeploymentFilesTest {
    private static final Image IMAGE = new Image("localhost:4566/demo/service", "sha256:" + "a".repeat(64));
    private static final ShowcaseSettings SETTINGS =
            new ShowcaseSettings("demo", "local", Map.of("test", Map.of("BluePort", "1", "DesiredCount", "2")));

    private final FakeAws aws = new FakeAws();
    private final Showcase byHand = new Showcase(
            SETTINGS, InfraFiles.builtIn(), aws, StackListener.SILENT, new Pacing(Clock.systemUTC(), duration -> {}));

    @TempDir
    Path folder;

    @BeforeEach
    void a_build_left_its_files() {
        // As they come to the build: its project's settings, and what differs from them.
        var settings = new ShowcaseSettings("demo", "local").with(SETTINGS.overrides(List.of("dev", "test")));
        new DeploymentFiles(settings, InfraFiles.builtIn(), "vpc-1", List.of("subnet-a", "subnet-b", "subnet-c"))
                .write(folder);
    }

    @Test
    void configure_a_slot_as_a_deployment_by_hand_does() throws Exception {
        byHand.environment("test").install(IMAGE);
        byHand.environment("dev").install(IMAGE);

        assertThat(configured("test-service.json", Map.of("Slot", "b", "Image", IMAGE.toString())))
                .isEqualTo(FakeCloudFormation.values(aws.cloudFormation().lastProposal("demo-test-service-b")))
                .containsEntry("DesiredCount", "2");
        assertThat(configured("dev-service.json", Map.of("Slot", "a", "Image", IMAGE.toString())))
                .isEqualTo(FakeCloudFormation.values(aws.cloudFormation().lastProposal("demo-dev-service-a")));
        assertThat(tags("test-service.json")).isEqualTo(tagsByHand("demo-test-service-b"));
    }

    @Test
    void configure_the_load_balancer_as_provisioning_does_but_for_what_a_toggle_decides() throws Exception {
        byHand.environment("test").provision();

        assertThat(configured("test-load-balancer.json", Map.of()))
                .isEqualTo(FakeCloudFormation.values(aws.cloudFormation().lastProposal("demo-test-load-balancer")))
                .containsEntry("BluePort", "1")
                .doesNotContainKeys("LiveSlot", "RollbackImage");
        assertThat(tags("test-load-balancer.json")).isEqualTo(tagsByHand("demo-test-load-balancer"));
    }

    @Test
    void bring_the_templates_of_this_commit() throws Exception {
        assertThat(Files.readString(folder.resolve("service.yaml")))
                .isEqualTo(InfraFiles.builtIn().template("service").body());
        assertThat(Files.readString(folder.resolve("load-balancer.yaml")))
                .isEqualTo(InfraFiles.builtIn().template("load-balancer").body());
    }

    private Map<String, String> configured(String file, Map<String, String> overrides) throws IOException {
        var parameters = new TreeMap<>(read(file).get("Parameters"));
        parameters.putAll(overrides);
        return parameters;
    }

    private Map<String, String> tags(String file) throws IOException {
        return read(file).get("Tags");
    }

    private Map<String, String> tagsByHand(String stack) {
        return aws.cloudFormation().lastProposal(stack).tags().stream().collect(toMap(Tag::key, Tag::value));
    }

    private Map<String, Map<String, String>> read(String file) throws IOException {
        return new Yaml().load(Files.readString(folder.resolve(file)));
    }
}
