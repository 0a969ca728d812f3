package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.runtime.docker.DockerLocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds {@code docker-compose.yml} to what the code says. */
class ComposeFileTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern PUBLISHED =
            Pattern.compile("127\\.0\\.0\\.1:\\$\\{(?<variable>GREENROOM_\\w+):-(?<usual>\\d+)}:(?<inside>.+)");

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void publishes_on_this_machine_only_and_each_port_can_be_changed() {
        assertThat(ports())
                .isNotEmpty()
                .allMatch(port -> PUBLISHED.matcher(port).matches());
    }

    /** The local cloud names its ports in what it answers. */
    @Test
    void ports_of_the_local_cloud_are_the_same_inside_and_outside() {
        assertThat(values("door", "ports")).isNotEmpty().allSatisfy(port -> {
            Matcher matcher = PUBLISHED.matcher(port);
            assertThat(matcher.matches()).isTrue();
            assertThat(matcher.group("inside"))
                    .isEqualTo("${%s:-%s}", matcher.group("variable"), matcher.group("usual"));
        });
    }

    @Test
    void publishes_the_gateway_and_what_the_environments_listen_on() throws IOException {
        Set<String> expected = new TreeSet<>(Set.of(String.valueOf(LocalCloudOptions.USUAL_PORT)));
        for (String environment : List.of("dev", "test")) {
            Map<String, Object> local = section(
                    section(yaml(PROJECT.resolve("infra/environments/%s.yaml".formatted(environment))), "targets"),
                    "local");
            local.forEach((name, value) -> {
                if (name.endsWith("Port")) {
                    expected.add(String.valueOf(value));
                }
            });
        }

        assertThat(values("door", "ports").stream().map(ComposeFileTest::usual))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void nobody_gets_the_engine_or_the_machine() {
        assertThat(services.values()).allSatisfy(service -> {
            assertThat(String.valueOf(service)).doesNotContain("docker.sock");
            assertThat(service).doesNotContainKeys("privileged", "cap_add", "pid", "ipc", "devices");
            assertThat(service.getOrDefault("network_mode", "service:door")).isEqualTo("service:door");
        });
    }

    @Test
    void runs_the_images_that_the_local_cloud_runs_itself() {
        assertThat(services.get("localstack")).containsEntry("image", DockerLocalStack.IMAGE);
        assertThat(List.of("mysql", "databases")).allSatisfy(name -> assertThat(services.get(name))
                .containsEntry("image", LocalCloudOptions.USUAL_DATABASE_IMAGE));
    }

    @Test
    void images_that_the_build_makes_are_looked_for_nowhere_else() throws IOException {
        String poms =
                Files.readString(PROJECT.resolve("cli/pom.xml")) + Files.readString(PROJECT.resolve("service/pom.xml"));

        assertThat(services.values().stream()
                        .filter(service -> String.valueOf(service.get("image")).startsWith("greenroom/")))
                .isNotEmpty()
                .allSatisfy(service -> {
                    assertThat(service).containsEntry("pull_policy", "never");
                    assertThat(poms).contains("<image>%s</image>".formatted(service.get("image")));
                });
    }

    @Test
    void localstack_loads_what_the_local_cloud_uses() {
        assertThat(section(services.get("localstack"), "environment"))
                .containsEntry("SERVICES", String.join(",", LocalStackWatch.WARM_SERVICES))
                .containsEntry(
                        "LOCALSTACK_HOST", "localhost:${GREENROOM_PORT:-%d}".formatted(LocalCloudOptions.USUAL_PORT));
    }

    @Test
    void whoever_is_waited_for_tells_how_it_is() {
        assertThat(services).allSatisfy((name, service) -> assertThat(name.equals("door"))
                .as("%s has a health check", name)
                .isNotEqualTo(service.containsKey("healthcheck")));
    }

    private List<String> ports() {
        return services.keySet().stream()
                .flatMap(name -> values(name, "ports").stream())
                .toList();
    }

    private static String usual(String port) {
        Matcher matcher = PUBLISHED.matcher(port);
        return matcher.matches() ? matcher.group("usual") : port;
    }

    private List<String> values(String service, String key) {
        return services.get(service).get(key) instanceof Collection<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Map<String, Object>> services() {
        try {
            Map<String, Object> all = section(yaml(PROJECT.resolve("docker-compose.yml")), "services");
            return all.keySet().stream().collect(Collectors.toMap(Function.identity(), name -> section(all, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.get(name);
    }
}
