package dev.greenroom.localcloud.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.BuildRuntimeContract;
import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellEndedException;
import dev.greenroom.localcloud.runtime.ShellSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsDocker
class DockerBuildRuntimeTest extends BuildRuntimeContract {
    private static final String IMAGE = "eclipse-temurin:17-jdk";
    private static DockerEngine engine;

    @BeforeAll
    static void connect() throws Exception {
        engine = DockerEngine.connect(line -> {});
    }

    @Override
    protected BuildRuntime open() {
        return new DockerBuildRuntime(engine, IMAGE, folder.resolve("builds"));
    }

    @Override
    protected void release() {
        assertThat(OwnContainers.in(engine)).as("containers that are left").isEmpty();
    }

    /** What a build started ends with its container. */
    @Override
    protected boolean runs(String pid) {
        return !OwnContainers.in(engine).isEmpty();
    }

    /** An engine tells each container its name. */
    @Override
    protected Set<String> setBesides() {
        return Set.of("HOSTNAME");
    }

    @Test
    void has_the_compiler_and_the_tools_of_its_image() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        assertThat(shell.run("javac -version && command -v curl tar gzip")).isZero();
        assertThat(log.get(0)).startsWith("javac 17");
    }

    @Test
    void reaches_what_listens_on_this_machine_only() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(shell(ShellSpec.Kind.BASH).run("exec 3<>/dev/tcp/127.0.0.1/" + listener.getLocalPort()))
                    .isZero();
        }
    }

    @Test
    void has_a_home_of_its_own_with_the_maven_folder_of_this_user() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);

        assertThat(shell.run("touch ~/mine && [ -w ~/.m2 ] && ls -A ~")).isZero();
        assertThat(log).contains(".m2", "mine").doesNotContain(".ssh", ".aws", ".bash_history");
    }

    @Test
    void a_container_that_somebody_else_removes_ends_the_build() throws Exception {
        BuildShell shell = shell(ShellSpec.Kind.BASH);
        Containers.remove(engine.client(), OwnContainers.in(engine).get(0).getId());

        assertThatExceptionOfType(ShellEndedException.class).isThrownBy(() -> shell.run("true"));
    }

    @Test
    void an_image_that_can_not_be_had_is_named() {
        var runtime = new DockerBuildRuntime(engine, "localhost:9/no/such-image:1", folder.resolve("others"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> runtime.provide("app"))
                .withMessageStartingWith("Tried to pull the image localhost:9/no/such-image:1 but ")
                .withMessageContaining("--runtime process");
    }
}
