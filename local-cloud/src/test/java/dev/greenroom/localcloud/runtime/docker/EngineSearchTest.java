package dev.greenroom.localcloud.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.docker.EngineSearch.Obstacle;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSearchTest {
    @TempDir
    Path folder;

    @Test
    void an_engine_that_answers_is_no_obstacle() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (FakeEngine engine = FakeEngine.start(socket)) {
            assertThat(at(socket).obstacle()).isEmpty();
            assertThat(engine.asked()).containsExactly("GET /_ping");
        }
    }

    @Test
    void none_at_the_usual_places() {
        Path socket = folder.resolve("docker.sock");

        assertThat(at(socket).obstacle())
                .contains(new Obstacle("no Docker engine runs here: there is no %s".formatted(socket), "Start Docker"));
    }

    @Test
    void none_where_the_environment_says() {
        Path socket = folder.resolve("docker.sock");

        assertThat(EngineSearch.of(Map.of("DOCKER_HOST", "unix://" + socket), folder)
                        .obstacle())
                .contains(new Obstacle("there is no %s, which DOCKER_HOST names".formatted(socket), "Start Docker"));
    }

    @Test
    void one_behind_a_network() {
        assertThat(EngineSearch.of(Map.of("DOCKER_HOST", "tcp://build-server:2375"), folder)
                        .obstacle())
                .hasValueSatisfying(obstacle -> {
                    assertThat(obstacle.reason()).startsWith("DOCKER_HOST is tcp://build-server:2375: ");
                    assertThat(obstacle.remedy()).contains("one of this machine");
                });
    }

    @Test
    void one_that_has_ended_and_left_its_socket() throws Exception {
        Path socket = folder.resolve("docker.sock");
        FakeEngine.start(socket).close();

        assertThat(at(socket).obstacle()).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.reason()).startsWith("the engine on %s does not answer: ".formatted(socket));
            assertThat(obstacle.remedy()).isEqualTo("Start Docker");
        });
    }

    @Test
    void one_that_is_silent() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));

            assertThat(at(socket).obstacle())
                    .contains(new Obstacle(
                            "the engine on %s does not answer: it was silent for 5 s".formatted(socket),
                            "Start Docker anew"));
        }
    }

    @Test
    void something_else_that_listens_there() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (FakeEngine engine = FakeEngine.start(socket)) {
            engine.answer("GET /_ping", 404, "what?");
            at(socket).obstacle();

            assertThat(at(socket).obstacle()).hasValueSatisfying(obstacle -> assertThat(obstacle.reason())
                    .startsWith("what listens on %s is no Docker engine: it answers \"HTTP/1.1 404".formatted(socket)));
        }
    }

    @Test
    void a_file_that_is_no_socket() throws Exception {
        Path socket = Files.writeString(folder.resolve("docker.sock"), "");

        assertThat(at(socket).obstacle()).isPresent();
    }

    @Test
    void one_that_this_user_may_not_use() {
        Path socket = folder.resolve("docker.sock");

        assertThat(EngineSearch.refusal(socket, new SocketException("Permission denied")))
                .isEqualTo(new Obstacle(
                        "you may not use %s".formatted(socket),
                        "Join the group docker (sudo usermod -aG docker $USER, then log in anew)"));
    }

    private static EngineSearch at(Path socket) {
        return new EngineSearch("", List.of(socket));
    }
}
