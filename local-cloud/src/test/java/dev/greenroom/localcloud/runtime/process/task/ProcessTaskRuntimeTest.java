package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.TaskRuntimeContract;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTaskRuntimeTest extends TaskRuntimeContract {
    @TempDir
    private Path folder;

    private FakeImages images;
    private Guardian guardian;
    private ChildProcesses children;
    private ProcessTaskRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        images = new FakeImages();
        images.layer(new TestLayer().file("app/data", "", 0644));
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
        runtime = new ProcessTaskRuntime(children, images, new LoopbackBlock(), folder);
    }

    @AfterEach
    void stop() {
        runtime.close();
        children.close();
        guardian.close();
    }

    @Test
    void runs_a_program_of_the_image_in_its_working_directory_with_its_environment() throws Exception {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh\necho $(basename $PWD) $FROM_IMAGE $FROM_TASK", 0755));
        images.environment = Map.of("FROM_IMAGE", "image");

        RunningContainer container = start(Map.of("FROM_TASK", "task"), "/app/run");

        assertThat(exitCode(container)).isZero();
        assertThat(log).containsExactly("app image task");
        assertThat(container.imageDigest()).isEqualTo("sha256:image");
    }

    @Test
    void java_is_the_one_that_runs_us_and_paths_lead_into_the_image() throws Exception {
        images.layer(new TestLayer()
                .file(
                        "app/Hello.java",
                        "class Hello { public static void main(String[] a) { System.out.println(\"hi \" + a[0]); } }",
                        0644));

        assertThat(exitCode(start(Map.of(), "java", "/app/Hello.java", "you"))).isZero();
        assertThat(log).containsExactly("hi you");
    }

    @Test
    void a_container_is_told_where_to_listen_and_reached_there() throws Exception {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh\necho $SERVER_ADDRESS $SERVER_PORT", 0755));

        RunningContainer container = start(Map.of(), "/app/run");

        exitCode(container);
        assertThat(log)
                .containsExactly("%s %d"
                        .formatted(
                                container.address(8080).getAddress().getHostAddress(),
                                container.address(8080).getPort()));
        assertThat(container.address(8080).getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void a_disk_that_is_full_is_named_and_nothing_half_unpacked_is_left() {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh", 0755));
        images.failure = "No space left on device";

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> start(Map.of(), "/app/run"))
                .withMessageContaining("Tried to unpack layer")
                .withMessageContaining("No space left on device");
        assertThat(folder.resolve("images/empty")).isEmptyDirectory();
        assertThat(folder.resolve("images")).isDirectoryNotContaining("glob:**partial*");
        assertThat(folder.resolve("containers"))
                .satisfiesAnyOf(gone -> assertThat(gone).doesNotExist(), empty -> assertThat(empty)
                        .isEmptyDirectory());
    }

    @Test
    void a_layer_whose_content_is_not_what_its_digest_says_is_refused() {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh", 0755));
        images.content[images.content.length - 1] ^= 1;

        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> start(Map.of(), "/app/run"))
                .withMessageStartingWith("CannotPullContainerError: Tried to unpack layer")
                .withMessageContaining("but its content is sha256:");
    }

    @Test
    void a_layer_that_is_no_archive_is_refused() {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh", 0755));
        images.mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";

        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> start(Map.of(), "/app/run"))
                .withMessageStartingWith("CannotPullContainerError: Tried to unpack layer")
                .withMessageContaining("GZIP");
    }

    @Test
    void what_a_container_wrote_goes_with_it() throws Exception {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh\necho x > $TMPDIR/file", 0755));

        exitCode(start(Map.of(), "/app/run"));

        await().untilAsserted(() -> assertThat(folder.resolve("containers")).isEmptyDirectory());
    }

    @Test
    void each_container_has_files_of_its_own() throws Exception {
        images.layer(new TestLayer()
                .file("app/run", "#!/bin/sh\nls\necho x > written\nrm -f data", 0755)
                .file("app/data", "x", 0644));

        exitCode(start(Map.of(), "/app/run"));
        exitCode(start(Map.of(), "/app/run"));

        assertThat(log).containsExactly("data", "run", "data", "run");
    }

    @Test
    void a_program_for_another_processor_is_named() {
        byte[] elf = new byte[64];
        System.arraycopy(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}, 0, elf, 0, 7);
        elf[18] = 21;
        images.layer(new TestLayer().file("app/run", new String(elf, StandardCharsets.US_ASCII), 0755));

        assertThatExceptionOfType(ImageUnavailableException.class)
                .isThrownBy(() -> start(Map.of(), "/app/run"))
                .withMessageContaining("exec format error: it is a program for ");
    }

    @Test
    void a_shell_that_the_image_lacks_is_the_machines() throws Exception {
        images.layer(new TestLayer().file("app/data", "content", 0644));

        assertThat(exitCode(start(Map.of(), "/bin/sh", "-c", "cat data"))).isZero();
        assertThat(log).containsExactly("content");
    }

    @Test
    void a_class_path_in_a_file_leads_into_the_image() throws Exception {
        images.layer(new TestLayer()
                .file("app/classes/greeting.txt", "hello", 0644)
                .file("app/class-path", "/app/classes:/app/libs/*", 0644)
                .file("app/Show.java", """
                    class Show {
                        public static void main(String[] a) throws Exception {
                            try (var in = ClassLoader.getSystemResourceAsStream("greeting.txt")) {
                                System.out.println(new String(in.readAllBytes()));
                            }
                        }
                    }
                    """, 0644));

        assertThat(exitCode(start(Map.of(), "java", "-cp", "@/app/class-path", "/app/Show.java")))
                .isZero();
        assertThat(log).containsExactly("hello");
    }

    @Test
    void what_the_task_definition_says_about_the_address_is_translated() throws Exception {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh\necho $SERVER_ADDRESS $SERVER_PORT $PORT", 0755));

        RunningContainer container =
                start(Map.of("SERVER_ADDRESS", "0.0.0.0", "SERVER_PORT", "8080", "PORT", "9999"), "/app/run");

        exitCode(container);
        InetSocketAddress real = container.address(8080);
        assertThat(log).containsExactly("%s %d 9999".formatted(real.getAddress().getHostAddress(), real.getPort()));
    }

    @Test
    void who_listens_beyond_loopback_is_ended() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "only Linux lists its sockets");
        images.layer(new TestLayer().file("app/Open.java", """
            class Open {
                public static void main(String[] a) throws Exception {
                    new java.net.ServerSocket(0).accept();
                }
            }
            """, 0644));

        assertThat(exitCode(start(Map.of(), "java", "/app/Open.java"))).isEqualTo(137);
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("greenroom: ended because it listens on ")
                .endsWith("Let it listen on the address that SERVER_ADDRESS says");
    }

    @Test
    void close_removes_all_files() throws Exception {
        images.layer(new TestLayer().file("app/run", "#!/bin/sh\nexec sleep 60", 0755));
        RunningContainer container = start(Map.of(), "/app/run");

        runtime.close();

        assertThat(container.exit()).isCompletedWithValue(137);
        assertThat(folder.resolve("containers")).isEmptyDirectory();
    }

    private RunningContainer start(Map<String, String> environment, String... command) throws IOException {
        return runtime.start(new ContainerSpec(
                "task-1",
                "image",
                List.of(command),
                List.of(),
                environment,
                Set.of(8080),
                ContainerSpec.Limits.NONE,
                log::add));
    }

    @Override
    protected TaskRuntime runtime() {
        return runtime;
    }

    @Override
    protected String image() {
        return "image";
    }

    @Override
    protected String digest() {
        return "sha256:image";
    }

    private static final class FakeImages implements ImageStore {
        private byte[] content = new byte[0];
        private String digest = "";
        private Map<String, String> environment = Map.of();
        private String failure = "";
        private String mediaType = "application/vnd.oci.image.layer.v1.tar";

        void layer(TestLayer layer) {
            content = layer.tar();
            try {
                digest = "sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Image find(String reference) {
            return new Image(
                    "sha256:image",
                    List.of(new Layer(digest, mediaType, content.length)),
                    List.of(),
                    List.of(),
                    environment,
                    "/app");
        }

        @Override
        public InputStream open(String wanted) {
            return failure.isEmpty() ? new ByteArrayInputStream(content) : new FailingStream(failure);
        }
    }

    /** Stands for any point at which the machine refuses: the reader can't tell reading from writing. */
    private static final class FailingStream extends InputStream {
        private final String reason;

        private FailingStream(String reason) {
            this.reason = reason;
        }

        @Override
        public int read() throws IOException {
            throw new IOException(reason);
        }
    }
}
