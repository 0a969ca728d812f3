package dev.greenroom.livingdocumentation;

import static java.util.Comparator.comparing;

import io.cucumber.messages.types.GherkinDocument;
import java.util.Collection;
import java.util.List;

/** The order in which a reader meets features: as a delivery does. */
final class Chapters {
    /** Folders of features; others follow. */
    private static final List<String> ORDER = List.of(
            "provisioning", "service", "rollout", "green_deployment", "toggle", "rollback", "delivery", "teardown");

    private Chapters() {}

    static List<GherkinDocument> inOrder(Collection<GherkinDocument> documents) {
        return documents.stream()
                .filter(document -> document.getFeature().isPresent())
                .sorted(comparing(Chapters::chapter).thenComparing(Chapters::path))
                .toList();
    }

    /** Names a feature within the page. */
    static String anchor(GherkinDocument document) {
        return path(document).replaceAll("\\W", "-");
    }

    private static int chapter(GherkinDocument document) {
        var folder = path(document).replaceFirst("/?[^/]*$", "").replaceFirst("^.*/", "");
        return ORDER.contains(folder) ? ORDER.indexOf(folder) : ORDER.size();
    }

    /** Within the folder of all features, and without its ending. */
    private static String path(GherkinDocument document) {
        return document.getUri().orElse("").replaceAll("^(.*[:/])?features/|\\.feature$", "");
    }
}
