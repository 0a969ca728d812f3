package dev.greenroom.localcloud.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Image;
import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ContainerSpec.Limits;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.TaskRuntimeContract;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

@NeedsDocker
class DockerTaskRuntimeTest extends TaskRuntimeContract {
    @TempDir
    private static Path folder;

    private static DockerEngine engine;
    private static PushedImages pushed;
    private static ContainerNetwork network;
    private static String digest = "";
    private DockerTaskRuntime runtime;

    @BeforeAll
    static void push() throws Exception {
        engine = DockerEngine.connect(line -> {});
        network = ContainerNetwork.open(engine);
        pushed = PushedImages.open(engine, folder);
        network.admit(pushed.endpoint().getPort());
        digest = pushed.pushTools("shop/tools");
    }

    @AfterAll
    static void end() {
        pushed.close();
        network.close();
    }

    @BeforeEach
    void open() {
        runtime = new DockerTaskRuntime(engine, network, pushed.pulledImages(), new LoopbackBlock());
    }

    @AfterEach
    void close() {
        runtime.close();
        assertThat(OwnContainers.in(engine)).as("containers that are left").isEmpty();
    }

    @Override
    protected TaskRuntime runtime() {
        return runtime;
    }

    @Override
    protected String image() {
        return "%s/shop/tools:latest".formatted(pushed.endpoint().getAuthority());
    }

    @Override
    protected String digest() {
        return digest;
    }

    @Test
    void what_runs_is_what_was_pushed() throws Exception {
        RunningContainer container = script(Map.of(), "exec sleep 60");

        assertThat(inspect().getConfig().getImage()).endsWith("/shop/tools@" + digest);
        container.stop(Duration.ofSeconds(1));
        exitCode(container);
    }

    @Test
    void reaches_the_gateway_by_what_its_environment_says() throws Exception {
        String health = pushed.endpoint() + "/_greenroom/health";

        RunningContainer container = script(
                Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", health),
                "wget -q -O - $AWS_CONTAINER_CREDENTIALS_FULL_URI; echo; echo $AWS_CONTAINER_CREDENTIALS_FULL_URI");

        assertThat(exitCode(container)).as("lines %s", log).isZero();
        assertThat(log.get(0)).contains("services");
        assertThat(log.get(log.size() - 1)).startsWith("http://169.254.170.2:");
    }

    @Test
    void its_port_is_reached_by_this_machine() throws Exception {
        RunningContainer container = script(Map.of(), "nc -l -p 8080 -e cat");

        await().atMost(Duration.ofSeconds(30)).until(() -> Ports.answers(container.address(8080)));
        assertThat(Ports.exposedOn(container.address(8080).getPort())).isEmpty();
    }

    @Test
    void has_the_label_by_which_ryuk_finds_what_to_remove() throws Exception {
        script(Map.of(), "exec sleep 60");

        assertThat(inspect().getConfig().getLabels())
                .containsEntry(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    }

    @Test
    void cpu_and_memory_are_limits() throws Exception {
        script(Map.of(), "exec sleep 60", new Limits(256, 64));

        assertThat(inspect().getHostConfig().getMemory()).isEqualTo(64L << 20);
        assertThat(inspect().getHostConfig().getNanoCPUs()).isEqualTo(250_000_000L);
    }

    @Test
    void more_processors_than_there_are_means_all() throws Exception {
        script(Map.of(), "exec sleep 60", new Limits(1_024_000, 64));

        assertThat(inspect().getHostConfig().getNanoCPUs()).isEqualTo(engine.processors() * 1_000_000_000L);
    }

    @Test
    void who_takes_too_much_memory_is_killed_and_aws_words_say_so() throws Exception {
        RunningContainer container = script(Map.of(), "exec tail /dev/zero", new Limits(0, 32));

        assertThat(exitCode(container)).isEqualTo(137);
        assertThat(container.endReason()).contains("OutOfMemoryError: Container killed due to memory usage");
    }

    @Test
    void an_image_that_is_not_there_is_named() {
        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> runtime.start(as("shop/tools:no", List.of())))
                .withMessageStartingWith("CannotPullContainerError: ")
                .withMessageContaining("shop/tools:no");
    }

    @Test
    void an_image_for_other_processors_is_named() throws Exception {
        pushed.pushForeign("shop/foreign");

        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> runtime.start(as("shop/foreign:latest", List.of("/bin/sh"))))
                .withMessage(
                        "CannotPullContainerError: image Manifest does not contain descriptor matching platform"
                                + " 'linux/%s': it is for s390x",
                        engine.architecture());
    }

    @Test
    void an_image_that_brings_no_java_gets_one_until_the_end() throws Exception {
        String its = pushed.pushWithoutJava("shop/java", folder);

        RunningContainer container = runtime.start(as("shop/java:latest", List.of()));

        assertThat(exitCode(container)).as("lines %s", log).isZero();
        assertThat(log.get(0)).contains(" 17.");
        assertThat(container.imageDigest()).isEqualTo(its);
        runtime.close();
        assertThat(images(engine.owner())).isEmpty();
    }

    @Test
    void what_a_dead_process_left_is_removed_and_what_lives_stays() throws Exception {
        script(Map.of(), "exec sleep 60");
        var dead = new Owner(engine.owner().machine(), Integer.MAX_VALUE, 1);
        String left = engine.client()
                .createContainerCmd("alpine:3.17")
                .withLabels(dead.ownLabels())
                .withCmd("/bin/sh")
                .exec()
                .getId();
        engine.client().commitCmd(left).withRepository("greenroom-left").exec();
        assertThat(images(dead)).hasSize(1);

        assertThat(new Leftovers(engine).remove()).isPositive();
        assertThat(images(dead)).isEmpty();

        assertThat(OwnContainers.in(engine))
                .hasSize(1)
                .noneMatch(container -> container.getId().equals(left));
    }

    private ContainerSpec as(String image, List<String> entryPoint) {
        return new ContainerSpec(
                "task-1",
                "%s/%s".formatted(pushed.endpoint().getAuthority(), image),
                entryPoint,
                List.of(),
                Map.of(),
                Set.of(),
                Limits.NONE,
                log::add);
    }

    private static List<Image> images(Owner owner) {
        return engine.client()
                .listImagesCmd()
                .withLabelFilter(Map.of(Owner.LABEL, owner.label()))
                .exec();
    }

    private static InspectContainerResponse inspect() {
        return engine.client()
                .inspectContainerCmd(OwnContainers.in(engine).get(0).getId())
                .exec();
    }
}
