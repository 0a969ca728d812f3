package dev.greenroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageTest {
    @Test
    void is_named_by_repository_and_digest() {
        var digest = "sha256:" + "0".repeat(64);

        assertThat(Image.parse("localhost:4566/demo/service@" + digest))
                .isEqualTo(new Image("localhost:4566/demo/service", digest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "service", "service:latest", "service@sha256:123", "ser vice@sha256:123"})
    void is_nothing_else(String text) {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Image.parse(text))
                .withMessage(
                        "Tried to deploy image '%s' but it is not named by its digest, as REPOSITORY@sha256:DIGEST",
                        text);
    }
}
