package dev.greenroom.localcloud.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void splits_lines_of_either_kind_and_keeps_an_unfinished_one() throws IOException {
        assertThat(lines("one\r\n\ntwo\nthree")).containsExactly("one", "", "two", "three");
    }

    @Test
    void cuts_a_long_line_between_characters() throws IOException {
        String text = "€".repeat(LineReader.LONGEST_LINE);

        List<String> pieces = lines(text + "\n");

        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(pieces).allMatch(piece -> piece.getBytes(UTF_8).length <= LineReader.LONGEST_LINE);
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    private static List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            reader.forEach(lines::add);
        }
        return lines;
    }
}
