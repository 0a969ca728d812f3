package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PushImageTest {
    private final Rehearsal rehearsal = new Rehearsal()
            .told("CODEBUILD_RESOLVED_SOURCE_VERSION", Rehearsal.COMMIT)
            .told("REPOSITORY_URI", "localhost:4566/demo/service");

    private Path archive = Path.of("");

    @TempDir
    Path folder;

    @BeforeEach
    void an_image_was_built() throws Exception {
        archive = folder.resolve("jib-image.tar");
        Files.writeString(folder.resolve("jib-image.digest"), "sha256:fedcba98" + "0".repeat(56) + "\n");
    }

    @Test
    void takes_the_release_that_a_build_of_the_same_commit_and_content_pushed() throws Exception {
        rehearsal.aws.ecr().digests().put("0123456-fedcba98", Rehearsal.NEW.digest());

        push();

        assertThat(Rehearsal.exported(folder.resolve("variables.env")))
                .containsExactly("COMMIT=" + Rehearsal.COMMIT, "IMAGE=" + Rehearsal.NEW, "VERSION=0123456-fedcba98");
    }

    @Test
    void says_that_nothing_was_built() throws Exception {
        Files.delete(folder.resolve("jib-image.digest"));

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::push)
                .withMessageStartingWith("Tried to name the image in %s but ", archive)
                .withMessageEndingWith("; was it built?");
    }

    @Test
    void says_that_the_digest_is_none() throws Exception {
        Files.writeString(folder.resolve("jib-image.digest"), "cut");

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::push)
                .withMessage("Tried to name the image in %s but its digest is 'cut'; was it built?", archive);
    }

    private void push() throws InterruptedException {
        new PushImage(
                        rehearsal.variables(),
                        rehearsal.aws.ecr(),
                        new Exports(folder.resolve("variables.env"), rehearsal.out))
                .run(archive);
    }
}
