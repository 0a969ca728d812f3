package dev.greenroom.localcloud.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown, as GitHub shows it. */
record Page(Path file, String text) {
    private static final Set<String> NOT_OURS = Set.of(".git", ".greenroom", "node_modules", "target");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *(```+|~~~+).*?^ *\\1 *$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)(?: +#+)? *$");
    private static final Pattern LINKED_TEXT = Pattern.compile("!?\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("(?:]\\(|(?:src|href)=\")([^)\"#]*)(?:#([^)\"]*))?[)\"]");

    /** @param path nothing for a place in the page that has the link */
    record Link(Path page, String path, Optional<String> anchor) {
        boolean leadsOut() {
            return path.contains("://");
        }

        Path target() {
            return path.isEmpty() ? page : page.resolveSibling(path).normalize();
        }

        /** A page that it leads to has the heading too. */
        boolean leadsSomewhere() {
            return Files.exists(target())
                    && anchor.map(heading -> Page.read(target()).anchors().contains(heading))
                            .orElse(true);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that belong to a checkout: no build's, no tool's, and none of a clone inside it. */
    static List<Page> below(Path checkout) throws IOException {
        List<Page> pages = new ArrayList<>();
        Files.walkFileTree(checkout, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean ours = folder.equals(checkout)
                        || !NOT_OURS.contains(folder.getFileName().toString())
                                && Files.notExists(folder.resolve(".git"));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    Stream<Link> links() {
        return LINK.matcher(text)
                .results()
                .map(found -> new Link(file, found.group(1), Optional.ofNullable(found.group(2))));
    }

    /** What links can name of it: its headings in lower case, with hyphens for blanks and without punctuation. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(found -> slug(found.group(1)))
                .forEach(slug -> {
                    int before = seen.merge(slug, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? slug : slug + "-" + before);
                });
        return anchors;
    }

    private static String slug(String heading) {
        return LINKED_TEXT
                .matcher(heading)
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
                .replace(' ', '-');
    }
}
