package dev.greenroom.localcloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes XML without blanks between elements; text is made safe. */
final class XmlWriter {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    void open(String name) {
        xml.append('<').append(name).append('>');
    }

    void open(String name, String namespace) {
        xml.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        xml.append("\">");
    }

    void close(String name) {
        xml.append("</").append(name).append('>');
    }

    void empty(String name) {
        xml.append('<').append(name).append("/>");
    }

    void element(String name, String text) {
        open(name);
        escape(text);
        close(name);
    }

    byte[] toBytes() {
        return xml.toString().getBytes(UTF_8);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#xD;");
                default -> xml.append(isLegal(c) ? c : '\uFFFD');
            }
        }
    }

    private static boolean isLegal(char c) {
        return c >= ' ' ? c < '\uFFFE' : c == '\n' || c == '\t';
    }
}
