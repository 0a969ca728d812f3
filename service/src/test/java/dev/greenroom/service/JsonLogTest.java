package dev.greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
final class JsonLogTest {
    @Test
    void has_one_json_object_a_line_with_a_level_that_a_metric_filter_finds(CapturedOutput output) {
        LoggerFactory.getLogger("rehearsal").error("The curtain\nis stuck", new IllegalStateException("motor"));

        var line = output.getOut()
                .lines()
                .filter(l -> l.contains("curtain"))
                .findFirst()
                .orElseThrow();
        var entry = JsonMapper.shared().readTree(line);
        assertThat(entry.path("level").asString()).isEqualTo("ERROR");
        assertThat(entry.path("message").asString()).isEqualTo("The curtain\nis stuck");
        assertThat(entry.path("stack_trace").asString()).contains("motor");
    }
}
