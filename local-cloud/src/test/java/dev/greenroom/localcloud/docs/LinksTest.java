package dev.greenroom.localcloud.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages of this repository refer to is there. */
class LinksTest {
    private static final Path PROJECT = DocsFolder.path().getParent();
    private static final Pattern LINK = Pattern.compile("(?:]\\(|(?:src|href)=\")([^)\"#]+)");

    private record Link(Path page, String target) {
        boolean leadsOut() {
            return target.contains("://");
        }

        boolean leadsSomewhere() {
            return Files.exists(page.resolveSibling(target));
        }
    }

    @Test
    void lead_to_files_that_exist() throws IOException {
        List<Link> links = pages().flatMap(LinksTest::links).toList();
        assertThat(links).isNotEmpty();
        assertThat(links)
                .filteredOn(link -> !link.leadsOut() && !link.leadsSomewhere())
                .isEmpty();
    }

    private static Stream<Path> pages() throws IOException {
        Stream<Path> own = Stream.of(
                        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "infra/README.md", "service/README.md")
                .map(PROJECT::resolve);
        try (Stream<Path> docs = Files.walk(DocsFolder.path())) {
            List<Path> pages =
                    docs.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(own, pages.stream());
        }
    }

    private static Stream<Link> links(Path page) {
        try {
            return LINK.matcher(Files.readString(page)).results().map(found -> new Link(page, found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
