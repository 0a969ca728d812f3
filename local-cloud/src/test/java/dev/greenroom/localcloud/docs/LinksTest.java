package dev.greenroom.localcloud.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages of this repository refer to is there. */
class LinksTest {
    private static final Path PROJECT = DocsFolder.path().getParent();

    @Test
    void lead_to_files_and_headings_that_exist() throws IOException {
        List<Page.Link> links =
                Page.below(PROJECT).stream().flatMap(Page::links).toList();
        assertThat(links)
                .filteredOn(link -> !link.leadsOut() && !link.leadsSomewhere())
                .isEmpty();
        assertThat(links)
                .filteredOn(link -> !link.leadsOut() && link.anchor().isPresent())
                .isNotEmpty();
    }

    @Nested
    class The_check {
        @TempDir
        private Path checkout;

        @Test
        void looks_at_all_pages_but_those_of_builds_tools_and_other_clones() throws IOException {
            page("README.md", "");
            page("docs/services/ecs.md", "");
            page(".ci/notes.md", "");
            page("cli/target/made.md", "");
            page("cli/node_modules/tool/README.md", "");
            page(".greenroom/state.md", "");
            page("scratch/clone/README.md", "");
            page("scratch/clone/.git/description.md", "");
            page("scratch/worktree/README.md", "");
            page("scratch/worktree/.git", "gitdir: elsewhere");

            assertThat(Page.below(checkout))
                    .extracting(page -> checkout.relativize(page.file()).toString())
                    .containsExactlyInAnyOrder("README.md", "docs/services/ecs.md", ".ci/notes.md");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[here](other.md)",
                    "[here](docs)",
                    "[here](other.md#a-heading)",
                    "[here](#of-its-own)",
                    "<a href=\"other.md#a-heading\">",
                    "<img src=\"other.md\">"
                })
        void finds_what_is_there(String link) throws IOException {
            assertThat(linkOf(link)).matches(Page.Link::leadsSomewhere);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[here](none.md)",
                    "[here](none.md#a-heading)",
                    "[here](other.md#none)",
                    "[here](other.md#)",
                    "[here](#a-heading)",
                    "<a href=\"none.md\">"
                })
        void misses_what_is_not(String link) throws IOException {
            assertThat(linkOf(link)).matches(found -> !found.leadsSomewhere());
        }

        private Page.Link linkOf(String text) throws IOException {
            page("other.md", "# A heading\n");
            page("docs/ecs.md", "");
            List<Page.Link> links =
                    page("README.md", "# Of its own\n" + text + "\n").links().toList();
            assertThat(links).hasSize(1);
            return links.get(0);
        }

        @ParameterizedTest
        @CsvSource({
            "# Known differences from AWS, known-differences-from-aws",
            "## Isn't `./greenroom up` enough? ##, isnt-greenroom-up-enough",
            "### Inside local-cloud / its_parts, inside-local-cloud--its_parts",
            "#### See [a page](page.md), see-a-page",
            "# Größe 2, größe-2"
        })
        void makes_names_of_headings_as_GitHub_does(String heading, String anchor) throws IOException {
            assertThat(page("README.md", heading + "\n").anchors()).containsExactly(anchor);
        }

        @Test
        void counts_headings_that_are_the_same_and_none_in_code() throws IOException {
            assertThat(page("README.md", """
                            # Use
                            ```bash
                            # No heading
                            ```
                            ## Use
                            #No heading either
                            # Use
                            """).anchors()).containsExactlyInAnyOrder("use", "use-1", "use-2");
        }

        private Page page(String name, String text) throws IOException {
            Path file = checkout.resolve(name);
            Files.createDirectories(file.getParent());
            return new Page(Files.writeString(file, text), text);
        }
    }
}
