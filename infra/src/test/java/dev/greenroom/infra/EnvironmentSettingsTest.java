package dev.greenroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentSettingsTest {
    @Test
    void has_what_is_common_and_what_the_target_says() {
        var settings = EnvironmentSettings.read("stage", "aws", """
                slots: [a, b]
                parameters:
                  DesiredCount: 1
                  Cpu: 256
                targets:
                  local: {BluePort: 8280}
                  aws: {BluePort: 80, DesiredCount: 3}
                """);

        assertThat(settings.slots()).isEqualTo(List.of(Slot.A, Slot.B));
        assertThat(settings.hasGreenSlot()).isTrue();
        assertThat(settings.parameters()).isEqualTo(Map.of("DesiredCount", "3", "Cpu", "256", "BluePort", "80"));
    }

    @Test
    void lets_whoever_drives_it_say_otherwise() {
        var settings = EnvironmentSettings.read("stage", "local", """
                slots: [a]
                targets: {local: {BluePort: 8280, Cpu: 256}}
                """);

        assertThat(settings.with(Map.of("BluePort", "40123")).parameters())
                .isEqualTo(Map.of("BluePort", "40123", "Cpu", "256"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    slots: [a]                                      | it has no target local, only []
                    slots: [b]\\ntargets: {local: }                 | its slots are [b], neither [a] nor [a, b]
                    slots: [a, c]\\ntargets: {local: }              | its slots are [a, c], neither [a] nor [a, b]
                    targets: {local: }                              | its slots are null, neither [a] nor [a, b]
                    slots: [a]\\nports: 80\\ntargets: {local: }     | it has [ports], which is none of [parameters, slots, targets]
                    slots: [a]\\ntargets: {local: 80}               | its local is not a list of names and values
                    just a text                                     | its file is not a list of names and values
                    """)
    void says_what_is_wrong_with_a_file(String file, String problem) {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> EnvironmentSettings.read("stage", "local", file.replace("\\n", "\n")))
                .withMessage("Tried to read environment stage but " + problem);
    }

    @Test
    void says_where_a_file_is_not_yaml() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> EnvironmentSettings.read("stage", "local", "slots: [a"))
                .withMessageContaining("it is not YAML")
                .withMessageContaining("line 1");
    }
}
