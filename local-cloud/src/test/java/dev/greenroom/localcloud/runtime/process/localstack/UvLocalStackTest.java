package dev.greenroom.localcloud.runtime.process.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LocalStackServerContract;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class UvLocalStackTest extends LocalStackServerContract {
    private Guardian guardian;
    private ChildProcesses children;

    @Override
    protected LocalStackServer open() throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
        return new UvLocalStack(
                children, UserCache.folder(), workFolder, "localhost:4599", List.of("s3", "sqs"), line -> {});
    }

    @Override
    protected void crash() {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("localstack.runtime.main"))
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
    }

    @Override
    protected void release() {
        children.close();
        guardian.close();
    }

    @Test
    void writes_a_log() {
        assertThat(workFolder.resolve("localstack.log")).content().contains("Ready.");
    }

    @Test
    void leaves_files_in_the_work_folder_only() throws Exception {
        try (Stream<Path> entries = Files.list(workFolder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("localstack", "localstack.log");
        }
    }

    @Test
    void keeps_the_objects_of_its_buckets_there_too() {
        String bucket = "objects-" + UUID.randomUUID();
        try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
            s3.createBucket(create -> create.bucket(bucket));
            s3.putObject(object -> object.bucket(bucket).key("k"), RequestBody.fromString("v"));
        }

        assertThat(workFolder.resolve("localstack/objects").resolve(bucket)).isDirectory();
        assertThat(Path.of("/tmp/localstack-s3-storage", bucket)).doesNotExist();
    }
}
