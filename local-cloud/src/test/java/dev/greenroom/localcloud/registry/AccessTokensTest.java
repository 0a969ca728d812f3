package dev.greenroom.localcloud.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.registry.AccessTokens.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2027-03-01T19:30:00Z");

    private final AccessTokens tokens = new AccessTokens();

    @Test
    void are_good_for_twelve_hours() {
        AccessToken token = tokens.issue(NOW);

        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(12)));
        assertThat(tokens.isValid(token.value(), token.expiresAt().minusSeconds(1)))
                .isTrue();
        assertThat(tokens.isValid(token.value(), token.expiresAt())).isFalse();
    }

    @Test
    void stay_good_when_another_is_given_out() {
        AccessToken first = tokens.issue(NOW);
        AccessToken second = tokens.issue(NOW.plusSeconds(1));

        assertThat(second.value()).isNotEqualTo(first.value());
        assertThat(tokens.isValid(first.value(), NOW.plusSeconds(1))).isTrue();
    }
}
