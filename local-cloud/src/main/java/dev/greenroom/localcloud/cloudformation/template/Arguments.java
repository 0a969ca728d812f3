package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** The arguments of a function that takes a list of them. */
final class Arguments {
    private Arguments() {}

    static List<Node> of(Node node, int minimum, int maximum, String rule) {
        if (node instanceof Node.Sequence sequence
                && sequence.elements().size() >= minimum
                && sequence.elements().size() <= maximum) {
            return sequence.elements();
        }
        throw TemplateException.error("%s", rule);
    }
}
