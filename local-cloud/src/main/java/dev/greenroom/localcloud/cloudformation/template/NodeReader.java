package dev.greenroom.localcloud.cloudformation.template;

/** Reads the text of a template, which is JSON if it starts with a brace and YAML otherwise. */
final class NodeReader {
    /** Deeper templates are refused rather than overflowing the stack; CloudFormation's own limit is not published. */
    static final int MAX_DEPTH = 200;

    private NodeReader() {}

    static Node.Mapping read(String body) {
        var root = body.stripLeading().startsWith("{") ? JsonReader.read(body) : YamlReader.read(body);
        if (root instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw TemplateException.format("unsupported structure.");
    }

    static TemplateException nullValue(Path path) {
        return new TemplateException("[%s] 'null' values are not allowed in templates".formatted(path));
    }
}
