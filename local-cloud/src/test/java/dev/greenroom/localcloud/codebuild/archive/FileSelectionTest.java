package dev.greenroom.localcloud.codebuild.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSelectionTest {
    @TempDir
    Path source;

    @BeforeEach
    void files() throws IOException {
        for (String name :
                List.of("app.jar", "README.md", ".hidden", "target/a.xml", "target/deep/b.xml", "other/c.xml")) {
            Path file = source.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "**/*, .hidden README.md app.jar other/c.xml target/a.xml target/deep/b.xml",
        "*, .hidden README.md app.jar",
        "target/*, target/a.xml",
        "target/**/*, target/a.xml target/deep/b.xml",
        "**/*.xml, other/c.xml target/a.xml target/deep/b.xml",
        "./app.jar, app.jar",
        "app.ja?, app.jar",
        "[a-b]pp.jar, app.jar",
    })
    void follows_the_patterns_of_buildspecs(String pattern, String names) throws Exception {
        assertThat(select(List.of(pattern), List.of(), Optional.empty(), false))
                .containsExactlyInAnyOrder(names.split(" "));
    }

    @Test
    void leaves_out_what_is_excluded() throws Exception {
        assertThat(select(List.of("**/*"), List.of("target/**/*", ".*"), Optional.empty(), false))
                .containsExactlyInAnyOrder("README.md", "app.jar", "other/c.xml");
    }

    @Test
    void has_names_relative_to_the_base_directory_or_none_but_those_of_files() throws Exception {
        assertThat(select(List.of("**/*"), List.of(), Optional.of("target"), false))
                .containsExactlyInAnyOrder("a.xml", "deep/b.xml");
        assertThat(select(List.of("**/*"), List.of(), Optional.of("target"), true))
                .containsExactlyInAnyOrder("a.xml", "b.xml");
    }

    @Test
    void says_what_is_missing_as_aws_does() {
        assertThatExceptionOfType(NoMatchException.class)
                .isThrownBy(() -> select(List.of("none/*"), List.of(), Optional.empty(), false))
                .withMessage("no matching artifact paths found");
        assertThatExceptionOfType(NoMatchException.class)
                .isThrownBy(() -> select(List.of("*"), List.of(), Optional.of("none"), false))
                .withMessage("no matching base directory path found for none");
    }

    private Set<String> select(List<String> files, List<String> excludes, Optional<String> base, boolean discard)
            throws Exception {
        return new FileSelection(files, excludes, base, discard).in(source).keySet();
    }
}
