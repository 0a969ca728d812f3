package dev.greenroom.infra.steps;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** What a service answered to one request. */
record Answer(String request, String body) {
    /** @throws DeploymentException when the answer has another value there, or none */
    Answer has(String field, String expected) {
        var value = text(field);
        if (!value.equals(expected)) {
            throw new DeploymentException(
                    "Tried %s but its %s is %s and not %s".formatted(request, field, value, expected));
        }
        return this;
    }

    String text(String field) {
        // JSON is YAML, and there is a reader for that here.
        if (read() instanceof Map<?, ?> fields && fields.get(field) != null) {
            return String.valueOf(fields.get(field));
        }
        throw new DeploymentException("Tried %s but the answer has no %s: %s".formatted(request, field, body));
    }

    private Object read() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(body);
        } catch (YAMLException noJson) {
            throw new DeploymentException("Tried %s but the answer is not JSON: %s".formatted(request, body), noJson);
        }
    }
}
