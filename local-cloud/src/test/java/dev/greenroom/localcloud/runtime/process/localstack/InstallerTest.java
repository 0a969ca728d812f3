package dev.greenroom.localcloud.runtime.process.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.ShellProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a Python and a uv that only play their part. */
class InstallerTest {
    private static final String PYTHON = """
            case "$*" in
                *sys.version_info*) echo "Python 3 13 0 $CAN_MAKE_ENVIRONMENTS" ;;
                "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
                "-m pip install uv") exit 1 ;;
                "-m pip install "*) %s ;;
                *get_service_catalog*) mkdir -p "$FILESYSTEM_ROOT/var" && echo catalog > "$FILESYSTEM_ROOT/var/catalog" ;;
            esac
            """;
    private static final String UV = """
            case "$*" in
                --version) echo uv 1 ;;
                "venv "*) mkdir -p "$4/bin" && cp "$3" "$4/bin/python" ;;
                "pip install "*) %s ;;
            esac
            """;

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();
    private Guardian guardian;
    private ChildProcesses children;

    @BeforeEach
    void start() throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
    }

    @AfterEach
    void stop() {
        children.close();
        guardian.close();
    }

    @Nested
    class makes_the_environment {
        @Test
        void with_uv() throws Exception {
            program("python3", PYTHON.formatted("exit 1"), true);
            program("uv", UV.formatted("true"));

            Installation installation = installer().install();

            assertThat(installation.python()).isExecutable();
            assertThat(installation.seed().resolve("root/var/catalog"))
                    .content()
                    .isEqualTo("catalog\n");
            assertThat(progress).containsExactly("Installing LocalStack 4.14.0, once on this machine");
        }

        @Test
        void with_pip_where_there_is_no_uv() throws Exception {
            program("python3", PYTHON.formatted("true"), true);

            assertThat(installer().install().python()).isExecutable();
        }

        @Test
        void once() throws Exception {
            program("python3", PYTHON.formatted("true"), true);

            Installation first = installer().install();
            Installation second = installer().install();

            assertThat(second).isEqualTo(first);
            assertThat(progress).hasSize(1);
        }

        @Test
        void once_when_two_need_it_at_the_same_time() throws Exception {
            program("python3", PYTHON.formatted("true"), true);

            List<CompletableFuture<Installation>> both = Stream.of(installer(), installer())
                    .map(installer -> CompletableFuture.supplyAsync(() -> install(installer)))
                    .toList();

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
            assertThat(progress).hasSize(1);
        }

        @Test
        void again_when_it_is_only_half_there() throws Exception {
            program("python3", PYTHON.formatted("true"), true);
            Path home = installer().install().python().getParent().getParent();
            Files.delete(home.resolve("complete"));
            Files.createDirectories(home.resolveSibling("building/remains"));

            assertThat(installer().install().python()).isExecutable();
            assertThat(progress).hasSize(2);
            assertThat(home.resolveSibling("building")).doesNotExist();
        }

        @Test
        void again_when_its_python_is_gone() throws Exception {
            program("python3", PYTHON.formatted("true"), true);
            Files.delete(installer().install().python());

            assertThat(installer().install().python()).isExecutable();
        }
    }

    @Nested
    class says_what_is_wrong {
        @Test
        void python_is_missing() {
            assertThatThrownBy(() -> installer().install())
                    .hasMessageStartingWith("Tried to install LocalStack 4.14.0 but Python 3.12 or newer is missing"
                            + " (none was found). Install one with");
        }

        @Test
        void debian_splits_python() throws Exception {
            program("python3", PYTHON.formatted("true"), false);

            assertThatThrownBy(() -> installer().install()).hasMessageContaining("apt install python3.13-venv");
        }

        @Test
        void the_registry_can_not_be_reached() throws Exception {
            program("python3", PYTHON.formatted("true"), true);
            program("uv", UV.formatted("echo 'error: Failed to fetch: https://pypi.org/simple'; exit 2"));

            assertThatThrownBy(() -> installer().install())
                    .hasMessageContaining("the package registry can't be reached")
                    .hasMessageContaining("HTTPS_PROXY")
                    .hasMessageEndingWith("error: Failed to fetch: https://pypi.org/simple");
            assertThat(folder.resolve("cache/localstack/building")).doesNotExist();
        }

        @Test
        void the_disk_is_full() throws Exception {
            program("python3", PYTHON.formatted("echo 'OSError: [Errno 28] No space left on device'; exit 1"), true);

            assertThatThrownBy(() -> installer().install())
                    .hasMessageContaining("the disk of %s is full", folder.resolve("cache/localstack"));
        }
    }

    private Installation install(Installer installer) {
        try {
            return installer.install();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Installer installer() {
        Map<String, String> environment = Map.of("PATH", folder.resolve("bin").toString());
        return new Installer(
                children,
                new PythonFinder(children, environment, List.of()),
                new Executables(folder.resolve("bin").toString()),
                folder.resolve("cache"),
                Map.of("PATH", "/usr/bin:/bin"),
                progress::add);
    }

    private void program(String name, String script, boolean canMakeEnvironments) throws IOException {
        program(name, script.replace("$CAN_MAKE_ENVIRONMENTS", canMakeEnvironments ? "True" : "False"));
    }

    private void program(String name, String script) throws IOException {
        ShellProgram.write(folder.resolve("bin").resolve(name), script);
    }
}
