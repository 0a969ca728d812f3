package dev.greenroom.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {
    @ParameterizedTest
    @CsvSource({"59.9, true", "60, true", "60.001, false"})
    void keeps_a_promise_of_a_most_up_to_it(double value, boolean keepsIt) {
        assertThat(Result.atMost("Up", value, 60, "s").keepsPromise()).isEqualTo(keepsIt);
    }

    @ParameterizedTest
    @CsvSource({"0.799, false", "0.8, true", "1.2, true"})
    void keeps_a_promise_of_a_least_from_there_on(double value, boolean keepsIt) {
        assertThat(Result.atLeast("Requests next to HAProxy", value, 0.8, "times")
                        .keepsPromise())
                .isEqualTo(keepsIt);
    }

    @Test
    void keeps_what_nobody_promised() {
        assertThat(Result.told("The push itself", 1e9, "s").keepsPromise()).isTrue();
    }

    @Test
    void prints_its_value_and_what_was_promised() {
        var up = Result.atMost("Up", 42.125, 60, "s");

        assertThat(up.text()).isEqualTo("42.13 s");
        assertThat(up.promise()).isEqualTo("at most 60.0 s");
        assertThat(Result.atLeast("Requests", 1, 0.8, "times").promise()).isEqualTo("at least 0.8 times");
        assertThat(Result.told("The push itself", 1, "s").promise()).isEmpty();
    }

    @Test
    void is_the_same_when_it_is_said_of_one_of_several() {
        assertThat(Result.atMost("Up", 42, 60, "s").of("docker")).isEqualTo(Result.atMost("Up (docker)", 42, 60, "s"));
    }
}
