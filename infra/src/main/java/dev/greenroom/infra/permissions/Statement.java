package dev.greenroom.infra.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What may be done with what.
 *
 * @param id letters and digits only, as IAM demands
 */
record Statement(String id, List<String> actions, List<String> resources) {
    Statement {
        requireNonNull(id, "id is null");
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    String json() {
        return """
            \s   {
                  "Sid": "%s",
                  "Effect": "Allow",
                  "Action": %s,
                  "Resource": %s
                }\
            """.formatted(id, json(actions), json(resources));
    }

    private static String json(List<String> texts) {
        var quoted =
                texts.stream().sorted().map(text -> "        \"" + text + "\"").toList();
        return "[\n" + String.join(",\n", quoted) + "\n      ]";
    }
}
