package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianTest {
    @TempDir
    Path parent;

    @Test
    void kill_9_of_the_owner_ends_its_children_and_removes_its_folders() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = owner.inputReader()) {
            long guardian = Long.parseLong(out.readLine());
            Path folder = Path.of(out.readLine());
            long plain = Long.parseLong(out.readLine());
            long stubborn = Long.parseLong(out.readLine());
            long grandchild = Long.parseLong(out.readLine());
            OwnedFolder.create(parent, "cloud").close();
            assertThat(folder).as("the folder of a living owner").isDirectory();
            assertThat(List.of(guardian, plain, stubborn, grandchild)).allMatch(Processes::isAlive);

            owner.destroyForcibly().waitFor();

            List.of(plain, stubborn, grandchild, guardian).forEach(Processes::awaitEnd);
            assertThat(folder).doesNotExist();
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void close_ends_what_is_left_and_returns_when_it_is_done() throws Exception {
        Path folder = Files.createDirectories(parent.resolve("a folder/with one"));
        Guardian guardian = Guardian.start();
        guardian.watch(folder.getParent());
        ChildProcess child = new ChildProcesses(guardian)
                .start(new ChildSpec(
                        "sleep", List.of("sleep", "60"), Map.of("PATH", "/usr/bin:/bin"), parent, l -> {}));

        guardian.close();

        assertThat(child.exit().get(5, TimeUnit.SECONDS)).isEqualTo(128 + 15);
        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    void a_process_that_has_the_pid_of_an_ended_child_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Guardian guardian = Guardian.start();
            guardian.watch(stranger.pid());
            guardian.forget(stranger.pid());
            guardian.close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void signals_of_the_terminal_do_not_end_it() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("folder"));
        Guardian guardian = Guardian.start();
        guardian.watch(folder);
        for (String signal : List.of("INT", "HUP", "TERM")) {
            new ProcessBuilder("/bin/sh", "-c", "kill -s %s %d".formatted(signal, guardian.pid()))
                    .start()
                    .waitFor();
        }

        assertThat(Processes.isAlive(guardian.pid())).isTrue();
        guardian.close();
        assertThat(folder).doesNotExist();
        await().until(() -> !Processes.isAlive(guardian.pid()));
    }

    /** What the test kills. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            Guardian guardian = Guardian.start();
            System.out.println(guardian.pid());
            OwnedFolder folder = OwnedFolder.create(Path.of(arguments[0]), "cloud");
            guardian.watch(folder.path());
            System.out.println(folder.path());
            ChildProcesses children = new ChildProcesses(guardian);
            System.out.println(
                    start(children, folder, "exec sleep 60", line -> {}).pid());
            System.out.println(start(
                            children,
                            folder,
                            "trap '' TERM; sleep 60 & echo $!; while :; do sleep 1; done",
                            line -> System.out.println(line))
                    .pid());
            Thread.currentThread().join();
        }

        private static ChildProcess start(
                ChildProcesses children, OwnedFolder folder, String script, java.util.function.Consumer<String> log)
                throws IOException {
            return children.start(new ChildSpec(
                    "child", List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder.path(), log));
        }
    }
}
