package dev.greenroom.localcloud.runtime.process.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.ShellProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonFinderTest {
    @TempDir
    Path folder;

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

    @Test
    void takes_a_versioned_name_before_the_plain_one() throws Exception {
        python("bin/python3", "3 14 0 True");
        Path wanted = python("bin/python3.12", "3 12 1 True");

        assertThat(find().python()).contains(new Python(wanted, "3.12.1", true));
    }

    @Test
    void passes_over_a_shim_that_does_not_run() throws Exception {
        program("bin/python3.13", "echo 'pyenv: python3.13: command not found'; exit 127");
        Path real = python(".pyenv/versions/3.13.0/bin/python3", "3 13 0 True");

        assertThat(find().python()).contains(new Python(real, "3.13.0", true));
    }

    @Test
    void looks_where_uv_and_homebrew_put_them() throws Exception {
        Path homebrew = python("opt/python@3.13/bin/python3.13", "3 13 2 True");
        assertThat(find().python()).map(Python::program).contains(homebrew);

        Path uv = python(".local/share/uv/python/cpython-3.12.9-linux-x86_64-gnu/bin/python3.12", "3 12 9 True");
        assertThat(find().python()).map(Python::program).contains(uv);
    }

    @Test
    void prefers_one_that_can_make_environments() throws Exception {
        Path debian = python("bin/python3.13", "3 13 0 False");
        assertThat(find().python()).map(Python::program).contains(debian);

        Path whole = python("bin/python3", "3 12 0 True");
        assertThat(find().python()).map(Python::program).contains(whole);
    }

    @Test
    void says_what_is_too_old_and_what_to_do() throws Exception {
        Path old = python("bin/python3", "3 11 7 True");

        PythonFinder.Search search = find();

        assertThat(search.python()).isEmpty();
        assertThat(search.advice())
                .startsWith("Python 3.12 or newer is missing (too old: %s (3.11.7)). Install one with".formatted(old))
                .contains("apt install python3.12 python3.12-venv", "uv python install 3.13");
    }

    private PythonFinder.Search find() throws Exception {
        return new PythonFinder(
                        children,
                        Map.of("PATH", folder.resolve("bin").toString(), "HOME", folder.toString()),
                        List.of(folder.resolve("opt")))
                .find();
    }

    private Path python(String path, String answer) throws IOException {
        return program(path, "echo Python " + answer);
    }

    private Path program(String path, String script) throws IOException {
        return ShellProgram.write(folder.resolve(path), script);
    }
}
