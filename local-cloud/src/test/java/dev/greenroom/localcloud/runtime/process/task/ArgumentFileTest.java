package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {
    @TempDir
    Path folder;

    @Test
    void is_read_as_the_java_launcher_does() {
        assertThat(ArgumentFile.parse("""
                        # the class path
                        -cp /app/classes:/app/libs/a#1.jar
                        -Dname="two words" 'it''s'
                        "C:\\\\temp\\tx"   -Dempty=""
                        """))
                .containsExactly(
                        "-cp", "/app/classes:/app/libs/a#1.jar", "-Dname=two words", "its", "C:\\temp\tx", "-Dempty=");
    }

    @Test
    void what_is_written_is_read_again() throws Exception {
        List<String> arguments = List.of("-cp", "/home/ada lovelace/app:\"odd\"\\", "#no-comment", "");

        ArgumentFile.write(folder.resolve("arguments"), arguments);

        assertThat(ArgumentFile.read(folder.resolve("arguments"))).isEqualTo(arguments);
    }
}
