package dev.greenroom.localcloud.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ContainerSpec.Limits;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine in trouble: what we say then, and that we do not wait for ever. */
class EngineTroubleTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String IMAGE = "localhost:4566/shop@" + DIGEST;

    @TempDir
    Path folder;

    private FakeEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = FakeEngine.start(folder.resolve("docker.sock"));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void an_image_that_can_not_be_pulled() {
        engine.answer("GET /images/", 404, "{\"message\":\"No such image\"}")
                .answer(
                        "POST /images/create",
                        500,
                        "{\"message\":\"dial tcp: lookup registry-1.docker.io: no such host\"}");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> engine.connect().require("registry.example.com/mysql:9.7"))
                .withMessage(
                        "Tried to pull the image registry.example.com/mysql:9.7 but dial tcp: lookup registry-1.docker.io: no such host."
                                + " See whether \"docker pull registry.example.com/mysql:9.7\" works, or use --runtime process");
    }

    @Test
    void no_space_for_an_image() {
        engine.answer("GET /images/", 404, "{\"message\":\"No such image\"}")
                .answer(
                        "POST /images/create",
                        200,
                        "{\"errorDetail\":{\"message\":\"write /var/lib/docker/x: no space left on device\"},"
                                + "\"error\":\"write /var/lib/docker/x: no space left on device\"}\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> engine.connect().require("registry.example.com/mysql:9.7"))
                .withMessageStartingWith("Tried to pull the image registry.example.com/mysql:9.7 but ")
                .withMessageContaining("no space left on device")
                .withMessageContaining("docker system df");
    }

    @Test
    void no_space_for_a_container() {
        engine.answer("GET /images/", 200, "{\"Architecture\":\"amd64\"}")
                .answer("GET /networks/greenroom", 200, "{}")
                .answer(
                        "POST /containers/create",
                        500,
                        "{\"message\":\"mkdir /var/lib/docker/y: no space left on device\"}");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> runtime().start(spec()))
                .withMessageStartingWith("Tried to create a container of " + IMAGE + " but ")
                .withMessageContaining("no space left on device")
                .withMessageContaining("docker system df");
    }

    @Test
    void an_image_for_other_processors() {
        engine.answer("GET /images/", 200, "{\"Architecture\":\"arm64\"}");

        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> runtime().start(spec()))
                .withMessageContaining("matching platform 'linux/amd64': it is for arm64");
    }

    @Test
    void a_port_that_somebody_else_was_faster_to_take() throws Exception {
        engine.answer("GET /images/", 200, "{\"Architecture\":\"amd64\"}")
                .answer("GET /networks/greenroom", 200, "{}")
                .answer("POST /containers/create", 201, "{\"Id\":\"0123456789abcdef\"}")
                .answer(
                        "POST /containers/0123456789abcdef/start",
                        500,
                        "{\"message\":\"Bind for 127.0.0.1:8080 failed:" + " port is already allocated\"}")
                .answer("POST /containers/0123456789abcdef/start", 204, "")
                .keepWaiting("POST /containers/0123456789abcdef/wait")
                .keepWaiting("GET /containers/0123456789abcdef/logs")
                .answer("DELETE /containers/", 204, "");

        RunningContainer container = runtime().start(spec());

        assertThat(container.address(8080).getPort()).isNotEqualTo(8080);
        assertThat(engine.asked())
                .filteredOn(request -> request.startsWith("DELETE"))
                .hasSize(1);
    }

    @Test
    void an_engine_that_ends_while_a_container_runs() throws Exception {
        engine.answer("GET /images/", 200, "{\"Architecture\":\"amd64\"}")
                .answer("GET /networks/greenroom", 200, "{}")
                .answer("POST /containers/create", 201, "{\"Id\":\"0123456789abcdef\"}")
                .answer("POST /containers/0123456789abcdef/start", 204, "")
                .keepWaiting("POST /containers/0123456789abcdef/wait")
                .keepWaiting("GET /containers/0123456789abcdef/logs");
        DockerTaskRuntime runtime = runtime();
        RunningContainer container = runtime.start(spec());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> engine.asked().stream().anyMatch(request -> request.contains("/wait")));

        engine.close();

        assertThat(container.exit()).failsWithin(20, TimeUnit.SECONDS);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> runtime.start(spec()))
                .withMessageContaining("the Docker engine does not answer: ")
                .withMessageContaining("Is it still running? (docker info)");
        runtime.close();
    }

    private DockerTaskRuntime runtime() throws IOException {
        DockerEngine connected = engine.connect();
        engine.answer("GET /networks/greenroom", 200, "{}");
        return new DockerTaskRuntime(
                connected,
                ContainerNetwork.open(connected),
                new PulledImages(connected, new OneImage(), () -> URI.create("http://localhost:4566"), () -> "secret"),
                new LoopbackBlock());
    }

    private static ContainerSpec spec() {
        return new ContainerSpec(
                "task-1", IMAGE, List.of(), List.of(), Map.of(), Set.of(8080), Limits.NONE, line -> {});
    }

    private static final class OneImage implements ImageStore {
        @Override
        public Image find(String reference) {
            return new Image(DIGEST, List.of(), List.of("/app"), List.of(), Map.of(), "/");
        }

        @Override
        public InputStream open(String digest) {
            return new ByteArrayInputStream(new byte[0]);
        }
    }
}
