package dev.greenroom.livingdocumentation;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Text that others wrote, as HTML: nothing in it can become markup. */
final class Html {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Markdown, indented as it stands in a feature. */
    static String markdown(String text) {
        return RENDERER.render(PARSER.parse(text.stripIndent()));
    }

    static String badge(Outcome outcome) {
        return "<span class=\"badge %s\">%s %s</span>".formatted(outcome.cssClass(), outcome.mark(), outcome.words());
    }
}
