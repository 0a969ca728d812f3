package dev.greenroom.localcloud.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "'200',         200, true",
        "'200',         201, false",
        "'200,202',     202, true",
        "'200,202',     201, false",
        "'200-299',     250, true",
        "'200-299,301', 301, true",
        "'200-299,301', 300, false"
    })
    void matches_lists_and_ranges(String codes, int status, boolean expected) {
        assertThat(StatusMatcher.parse(codes).matches(status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "200-", "500", "200-599", "299-200", "200;201"})
    void refuses_what_is_not_a_range_of_an_application_load_balancer(String codes) {
        assertThatThrownBy(() -> StatusMatcher.parse(codes))
                .hasMessageContaining("Health check matcher HTTP code '%s'", codes);
    }
}
