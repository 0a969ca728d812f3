package dev.greenroom.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenroom.localcloud.ExternalServers;
import dev.greenroom.localcloud.LocalCloudOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerCloudTest {
    private static final Map<String, String> NEEDED = Map.of(
            "GREENROOM_LOCALSTACK", "http://localstack:4566",
            "GREENROOM_DATABASES_HOST", "databases",
            "GREENROOM_DATABASES_PASSWORD", "secret");

    @Test
    void is_told_by_its_environment() {
        LocalCloudOptions options = ContainerCloud.options(with("GREENROOM_PORT", "4600"));

        assertThat(options.port()).isEqualTo(4600);
        assertThat(options.published()).isTrue();
        assertThat(options.servers())
                .contains(new ExternalServers(URI.create("http://localstack:4566"), "databases", 3306, "secret"));
    }

    @Test
    void takes_the_usual_port_where_none_is_said() {
        assertThat(ContainerCloud.options(NEEDED).port()).isEqualTo(LocalCloudOptions.USUAL_PORT);
    }

    @Test
    void shows_no_password_of_its_servers() {
        assertThat(ContainerCloud.options(NEEDED)).asString().doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "GREENROOM_LOCALSTACK, '', the variable GREENROOM_LOCALSTACK is not set",
        "GREENROOM_DATABASES_HOST, ' ', the variable GREENROOM_DATABASES_HOST is not set",
        "GREENROOM_PORT, http, GREENROOM_PORT is no port: http",
        "GREENROOM_PORT, 65536, GREENROOM_PORT is no port: 65536",
        "GREENROOM_LOCALSTACK, localstack, GREENROOM_LOCALSTACK is no address like http://localstack:4566: localstack",
        "GREENROOM_LOCALSTACK, http://a b, GREENROOM_LOCALSTACK is no address like http://localstack:4566: http://a b",
    })
    void names_the_variable_that_is_missing_or_wrong(String name, String value, String reason) {
        assertThatThrownBy(() -> ContainerCloud.options(with(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tried to start the local cloud but " + reason);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(NEEDED);
        environment.put(name, value);
        return environment;
    }
}
