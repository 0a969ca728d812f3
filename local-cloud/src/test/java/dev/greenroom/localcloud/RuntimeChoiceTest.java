package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.greenroom.localcloud.runtime.docker.EngineSearch;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeChoiceTest {
    @TempDir
    Path folder;

    @Test
    void without_an_engine_things_are_processes_and_the_reason_says_why() {
        assertThat(RuntimeChoice.AUTO.decide(noEngine()).runtime()).isEqualTo(RuntimeChoice.PROCESS);
        assertThat(RuntimeChoice.AUTO.decide(noEngine()).how())
                .isEqualTo("as processes of this machine, because there is no %s, which DOCKER_HOST names"
                        .formatted(folder.resolve("docker.sock")));
    }

    @Test
    void who_asks_for_one_gets_it() {
        assertThat(RuntimeChoice.DOCKER.decide(noEngine()).how()).isEqualTo("in Docker containers, as was asked for");
        assertThat(RuntimeChoice.PROCESS.decide(noEngine()).sentence())
                .isEqualTo("runs things as processes of this machine, as was asked for");
    }

    @Test
    void has_three_names() {
        assertThat(RuntimeChoice.parse("Docker")).isEqualTo(RuntimeChoice.DOCKER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuntimeChoice.parse("podman"))
                .withMessage("A runtime is one of auto, process, docker, not \"podman\"");
    }

    private EngineSearch noEngine() {
        return EngineSearch.of(Map.of("DOCKER_HOST", "unix://" + folder.resolve("docker.sock")), folder);
    }
}
