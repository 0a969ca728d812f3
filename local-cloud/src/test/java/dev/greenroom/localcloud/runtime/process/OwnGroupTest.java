package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnGroupTest {
    @TempDir
    Path bin;

    @Test
    void prefers_setsid() throws Exception {
        Path setsid = program("setsid");
        program("perl");

        assertThat(OwnGroup.prefix(new Executables(bin.toString()))).containsExactly(setsid.toString());
    }

    @Test
    void perl_keeps_the_pid() throws Exception {
        Path perl = Executables.ofHost().find("perl").orElse(null);
        Assumptions.assumeTrue(perl != null, "this machine has no Perl");
        List<String> command =
                new ArrayList<>(OwnGroup.prefix(new Executables(perl.getParent().toString())).stream()
                        .map(word -> word.endsWith("setsid") ? "setsid" : word)
                        .toList());
        command.addAll(List.of("/bin/sh", "-c", "echo $$"));

        Process process = new ProcessBuilder(command).start();

        assertThat(process.inputReader().readLine()).isEqualTo(Long.toString(process.pid()));
    }

    @Test
    void runs_in_our_group_where_neither_is_found() {
        assertThat(OwnGroup.prefix(new Executables(bin.toString()))).isEmpty();
    }

    private Path program(String name) throws Exception {
        return Files.createFile(
                bin.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
