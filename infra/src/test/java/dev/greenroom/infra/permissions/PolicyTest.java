package dev.greenroom.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.infra.fakes.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyTest {
    @ParameterizedTest
    @MethodSource("policies")
    void is_shipped_as_it_is_held_to(Policy policy) throws Exception {
        new GoldenFile("policies/%s.json".formatted(policy.name())).says(policy.json());
    }

    @Test
    void is_small_enough_for_iam() throws IOException {
        try (var files = Files.list(Path.of("policies"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")))
                    .hasSizeGreaterThanOrEqualTo(Policy.all().size())
                    .allSatisfy(file -> assertThat(
                                    Files.readString(file).replaceAll("\\s", "").length())
                            .as("%s", file)
                            .isLessThanOrEqualTo(Policy.LIMIT));
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void allows_only_what_somebody_asks_for_and_never_all_of_a_service(Policy policy) {
        assertThat(policy.actions()).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    @Test
    void touches_only_what_is_named_like_a_project() {
        assertThat(Policy.provisioning().statements())
                .filteredOn(statement -> !statement.id().equals("Unnamed"))
                .allSatisfy(statement -> assertThat(statement.resources())
                        .allMatch(resource -> resource.contains("greenroom") || resource.contains("ft-")));
    }

    @Test
    void lets_nobody_change_anything_who_only_looks_at_what_is_deployed() {
        assertThat(Policy.deployedFeatures().actions()).allMatch(action -> action.matches("\\w+:(Describe|Get)\\w+"));
    }

    @Test
    void of_features_adds_to_that_of_provisioning_only_what_it_has_not() {
        var both = new TreeSet<>(Policy.features().actions());
        both.retainAll(Policy.provisioning().actions());

        // These are allowed there only for what is named like a project.
        assertThat(both)
                .allMatch(action -> action.startsWith("cloudformation:"))
                .doesNotContain("cloudformation:DescribeStacks");
    }

    private static List<Policy> policies() {
        return Policy.all();
    }
}
