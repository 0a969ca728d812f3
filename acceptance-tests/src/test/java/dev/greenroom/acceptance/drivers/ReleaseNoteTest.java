package dev.greenroom.acceptance.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseNoteTest {
    @ParameterizedTest
    @CsvSource({"ab12cd3, ab12cd3", "ab12cd3, ab12cd34ef", "ab12cd34ef, ab12cd3"})
    void is_of_a_commit_of_which_either_tells_the_beginning(String commit, String expected) {
        assertThat(of(commit).isOf(expected)).isTrue();
    }

    @Test
    void is_not_of_another_commit() {
        assertThat(of("ab12cd3").isOf("ab12cd4")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_blank_commit_is_compared_with_none(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("ab12cd3").isOf(blank))
                .withMessage("Tried to compare commits 'ab12cd3' and '%s' but a blank one begins like any", blank);
        assertThatIllegalArgumentException().isThrownBy(() -> of(blank).isOf("ab12cd3"));
    }

    private static ReleaseNote of(String commit) {
        return new ReleaseNote("1.0", commit, "a", "test");
    }
}
