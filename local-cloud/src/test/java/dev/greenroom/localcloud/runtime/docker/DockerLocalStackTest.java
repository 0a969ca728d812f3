package dev.greenroom.localcloud.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LocalStackServerContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsDocker
class DockerLocalStackTest extends LocalStackServerContract {
    private DockerEngine engine;

    @Override
    protected LocalStackServer open() throws Exception {
        engine = DockerEngine.connect(line -> {});
        return new DockerLocalStack(engine, workFolder, "localhost:4599", List.of("s3", "sqs"));
    }

    @Override
    protected void crash() {
        engine.client().killContainerCmd(container().getId()).exec();
    }

    @Test
    void writes_a_log() {
        assertThat(workFolder.resolve("localstack.log")).content().contains("Ready.");
    }

    @Test
    void does_not_get_the_engine() {
        InspectContainerResponse found =
                engine.client().inspectContainerCmd(container().getId()).exec();

        assertThat(found.getMounts())
                .noneMatch(mount -> String.valueOf(mount.getSource()).endsWith("docker.sock"));
    }

    private Container container() {
        return engine
                .client()
                .listContainersCmd()
                .withLabelFilter(Map.of(Owner.LABEL, engine.owner().label()))
                .withAncestorFilter(List.of(DockerLocalStack.IMAGE))
                .exec()
                .stream()
                .findFirst()
                .orElseThrow();
    }
}
