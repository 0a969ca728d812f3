package dev.greenroom.localcloud.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page about an emulated service, {@code docs/services/SERVICE.md}, with a generated table at its end. */
record ServicePage(Path file, String text) {
    private static final String OVERVIEW = "README.md";
    private static final String EXTENSION = ".md";
    private static final String TABLE_HEAD = "| difference | reason |\n| --- | --- |\n";
    private static final String NO_DIFFERENCES = "None is known.\n";

    static List<ServicePage> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION))
                    .filter(file -> !file.endsWith(OVERVIEW))
                    .sorted()
                    .map(ServicePage::read)
                    .toList();
        }
    }

    String service() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - EXTENSION.length());
    }

    /** The page as it has to be. */
    ServicePage with(List<KnownDifference> rows) {
        Matcher section = section();
        if (!section.find()) {
            throw new IllegalStateException(
                    "%s must end with the heading '## Known differences from AWS' and the lines '%s' and '<!-- end -->'"
                            .formatted(file, begin()));
        }
        String page = text.substring(0, section.start(1)) + table(rows) + text.substring(section.end(1));
        return new ServicePage(file, page);
    }

    void write() throws IOException {
        Files.writeString(file, text);
    }

    private String table(List<KnownDifference> rows) {
        List<KnownDifference> ours =
                rows.stream().filter(row -> row.service().equals(service())).toList();
        return ours.isEmpty()
                ? NO_DIFFERENCES
                : ours.stream()
                        .map(row -> "| %s | %s |\n".formatted(cell(row.difference()), cell(row.reason())))
                        .collect(Collectors.joining("", TABLE_HEAD, ""));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** Group 1 is what lies between the two lines. */
    private Matcher section() {
        return Pattern.compile(
                        "(?s)\n## Known differences from AWS\n" + Pattern.quote(begin()) + "\n(.*?)<!-- end -->\n$")
                .matcher(text);
    }

    private String begin() {
        return "<!-- known-differences:%s -->".formatted(service());
    }

    private static ServicePage read(Path file) {
        try {
            return new ServicePage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
