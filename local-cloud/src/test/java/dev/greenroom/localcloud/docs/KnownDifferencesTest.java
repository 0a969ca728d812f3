package dev.greenroom.localcloud.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known differences from AWS are listed once, in {@code docs/known-differences.tsv}; each service's page shows its own.
 * With {@code -Dupdate} the list is grouped and the pages are written anew before they are checked.
 */
class KnownDifferencesTest {
    private static final Path LIST = DocsFolder.path().resolve("known-differences.tsv");
    private static final Path PAGES = DocsFolder.path().resolve("services");
    private static final String UPDATE = "./mvnw -pl local-cloud test -Dtest=KnownDifferencesTest -Dupdate";

    @BeforeAll
    static void update() throws IOException {
        if (System.getProperty("update") != null) {
            List<KnownDifference> rows = KnownDifference.grouped(KnownDifference.read(LIST));
            KnownDifference.write(LIST, rows);
            for (ServicePage page : ServicePage.readAll(PAGES)) {
                page.with(rows).write();
            }
        }
    }

    @Nested
    class The_list {
        @Test
        void is_grouped_by_service() throws IOException {
            List<KnownDifference> rows = KnownDifference.read(LIST);
            assertThat(rows)
                    .as("Rows stand with others of their service; do it with: %s", UPDATE)
                    .isNotEmpty()
                    .isEqualTo(KnownDifference.grouped(rows));
        }

        @Test
        void says_nothing_twice() throws IOException {
            assertThat(KnownDifference.read(LIST))
                    .extracting(KnownDifference::difference)
                    .doesNotHaveDuplicates();
        }

        @Test
        void names_only_services_that_have_a_page() throws IOException {
            assertThat(KnownDifference.read(LIST))
                    .extracting(KnownDifference::service)
                    .as("Services, by the names of the files in %s", PAGES)
                    .isSubsetOf(ServicePage.readAll(PAGES).stream()
                            .map(ServicePage::service)
                            .toList());
        }
    }

    @Nested
    class Each_page {
        @Test
        void shows_what_the_list_says_of_its_service() throws IOException {
            List<KnownDifference> rows = KnownDifference.read(LIST);
            List<ServicePage> pages = ServicePage.readAll(PAGES);
            assertThat(pages).isNotEmpty();
            assertThat(pages)
                    .filteredOn(page -> !page.equals(page.with(rows)))
                    .extracting(ServicePage::service)
                    .as("Pages that are stale; write them anew with: %s", UPDATE)
                    .isEmpty();
        }
    }

    @Nested
    class The_check {
        @ParameterizedTest
        @ValueSource(strings = {"ecs", "ecs\tdiffers", "ecs\tdiffers\tbecause\tof", ""})
        void wants_three_columns(String line) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KnownDifference.parse(line))
                    .withMessageContaining("A row has 3 columns");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ecs\t\tbecause", "ecs\tdiffers\t ", "ecs\tdiffers \tbecause"})
        void wants_no_blanks(String line) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KnownDifference.parse(line))
                    .withMessageContaining("No column is blank");
        }

        @Test
        void wants_a_section_at_the_end_of_each_page() {
            var page = new ServicePage(PAGES.resolve("ecs.md"), "# ECS\n");
            assertThatIllegalStateException()
                    .isThrownBy(() -> page.with(List.of()))
                    .withMessageContaining("must end with the heading '## Known differences from AWS'");
        }

        @Test
        void replaces_what_is_between_the_marks() {
            var page = new ServicePage(PAGES.resolve("ecs.md"), """
                    # ECS

                    ## Known differences from AWS
                    <!-- known-differences:ecs -->
                    old
                    <!-- end -->
                    """);
            var rows = List.of(
                    new KnownDifference("ecr", "Of another service", "Not shown"),
                    new KnownDifference("ecs", "Takes a|b", "There is no c"));
            assertThat(page.with(rows).text()).isEqualTo("""
                    # ECS

                    ## Known differences from AWS
                    <!-- known-differences:ecs -->
                    | difference | reason |
                    | --- | --- |
                    | Takes a\\|b | There is no c |
                    <!-- end -->
                    """);
        }
    }
}
