package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template, and what is known of its parameters without asking CloudFormation.
 *
 * @param parameters that it declares
 * @param required those among them without a default
 */
public record Template(String name, String body, Set<String> parameters, Set<String> required) {
    public Template {
        requireNonNull(name, "name is null");
        requireNonNull(body, "body is null");
        parameters = Set.copyOf(parameters);
        required = Set.copyOf(required);
    }

    /** @throws DeploymentException when it isn't YAML or has no such thing as parameters and resources */
    public static Template parse(String name, String body) {
        var declared = parameters(name, body);
        var required = new TreeSet<>(declared.keySet());
        declared.forEach((parameter, declaration) -> {
            if (declaration instanceof Map<?, ?> map && map.containsKey("Default")) {
                required.remove(parameter);
            }
        });
        return new Template(name, body, declared.keySet(), required);
    }

    /** Those of the values that this template has parameters for. */
    public Map<String, String> select(Map<String, String> values) {
        var selected = new TreeMap<>(values);
        selected.keySet().retainAll(parameters);
        return selected;
    }

    private static Map<String, Object> parameters(String name, String body) {
        var declared = new TreeMap<String, Object>();
        if (!(read(name, body) instanceof Map<?, ?> template) || !(template.get("Resources") instanceof Map<?, ?>)) {
            throw new DeploymentException("Tried to read template %s but it has no Resources".formatted(name));
        }
        if (template.get("Parameters") instanceof Map<?, ?> parameters) {
            parameters.forEach((parameter, declaration) -> declared.put(String.valueOf(parameter), declaration));
        }
        return declared;
    }

    private static Object read(String name, String body) {
        try {
            return new Yaml(new IntrinsicsAsData()).load(body);
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            throw new DeploymentException(
                    "Tried to read template %s but it is not YAML: %s in line %d, column %d"
                            .formatted(name, malformed.getProblem(), mark.getLine() + 1, mark.getColumn() + 1),
                    malformed);
        }
    }

    /** Reads {@code !Ref}, {@code !Sub} and the like as the plain value behind them. */
    private static final class IntrinsicsAsData extends SafeConstructor {
        IntrinsicsAsData() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    if (node instanceof SequenceNode sequence) {
                        return constructSequence(sequence);
                    }
                    return node instanceof MappingNode mapping
                            ? constructMapping(mapping)
                            : constructScalar((ScalarNode) node);
                }
            });
        }
    }
}
