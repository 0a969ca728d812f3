package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void starts_anew_beyond_its_limit_and_keeps_one_predecessor() throws Exception {
        Path path = folder.resolve("logs/server.log");
        try (LogFile log = new LogFile(path, 8)) {
            for (String line : new String[] {"one", "two", "three", "four", "five"}) {
                log.accept(line);
            }
        }
        assertThat(path).content().isEqualTo("five\n");
        assertThat(path.resolveSibling("server.log.1")).content().isEqualTo("three\nfour\n");
    }
}
