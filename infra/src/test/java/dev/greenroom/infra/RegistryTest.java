package dev.greenroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackListener;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private final FakeAws aws = new FakeAws();
    private final Registry registry = new Showcase(
                    new ShowcaseSettings("demo", "local"), InfraFiles.builtIn(), aws, StackListener.SILENT)
            .registry();

    @BeforeEach
    void holds_one_image() {
        aws.cloudFormation()
                .hasStack(
                        "demo-registry",
                        "CREATE_COMPLETE",
                        Map.of(),
                        Map.of("RepositoryUri", "localhost:4566/demo/service", "RepositoryName", "demo/service"));
        aws.ecr().digests().put("1.0.1", DIGEST);
    }

    @Test
    void knows_the_digest_behind_a_tag_and_back() {
        var image = registry.image("1.0.1");

        assertThat(image).hasToString("localhost:4566/demo/service@" + DIGEST);
        assertThat(registry.tags(image)).containsExactly("1.0.1");
    }

    @Test
    void says_what_was_never_pushed() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> registry.image("2.0.0"))
                .withMessage("Tried to find image localhost:4566/demo/service:2.0.0 but it was never pushed");
    }

    @Test
    void knows_no_tags_of_an_image_that_is_elsewhere() {
        assertThat(registry.tags(new Image("elsewhere/service", "sha256:" + "f".repeat(64))))
                .isEmpty();
    }
}
