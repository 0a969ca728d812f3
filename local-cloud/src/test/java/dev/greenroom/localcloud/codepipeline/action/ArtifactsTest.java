package dev.greenroom.localcloud.codepipeline.action;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import dev.greenroom.localcloud.fakes.FakeClients;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
    private static final long GIGABYTE = 1024L * 1024 * 1024;

    private final ActingRole role =
            new ActingRole((arn, session, action, resource, context) -> {}, "arn:aws:iam::1:role/r", "session");

    @TempDir
    private Path folder;

    @Test
    void a_source_of_more_than_a_gigabyte_is_refused_before_it_is_put_anywhere() throws IOException {
        Path archive = folder.resolve("source.zip");
        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(GIGABYTE + 1); // takes no room on the disk
        }

        assertThatExceptionOfType(ActionFailedException.class)
                .isThrownBy(
                        () -> new Artifacts(FakeClients.of()).put(role, new StoredObject("artifacts", "key"), archive))
                .withMessage("The archive has 1073741825 bytes, which is more than the maximum of 1073741824 (1 GB)")
                .extracting(ActionFailedException::code)
                .isEqualTo("ConfigurationError");
    }
}
