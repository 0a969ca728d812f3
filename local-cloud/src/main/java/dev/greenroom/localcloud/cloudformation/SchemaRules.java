package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.schema.ResourceSchema;
import dev.greenroom.localcloud.cloudformation.template.Reference;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds a template against AWS's resource schemas, and against what the types emulate of them. */
final class SchemaRules {
    private final Engine engine;

    SchemaRules(Engine engine) {
        this.engine = engine;
    }

    void check(String logicalId, String type, Properties properties, StackEvaluation evaluation) {
        engine.schema(type).ifPresent(schema -> checkProperties(logicalId, schema, properties));
        checkEmulated(logicalId, engine.types().get(type), properties);
        evaluation.references(logicalId).values().forEach(references -> checkAttributes(references, evaluation));
    }

    private static void checkProperties(String logicalId, ResourceSchema schema, Properties properties) {
        List<String> violations = schema.violations(properties.tree(), Unknown::isHidden);
        if (!violations.isEmpty()) {
            throw failed(logicalId, String.join(", ", violations));
        }
    }

    private static void checkEmulated(String logicalId, ResourceType type, Properties properties) {
        var missing = new TreeSet<>(type.notEmulated(properties));
        if (!missing.isEmpty()) {
            throw failed(logicalId, "Properties of %s that are not emulated: %s".formatted(type.name(), missing));
        }
    }

    private static RuntimeException failed(String logicalId, String message) {
        return CloudFormationErrors.validation(
                "Properties validation failed for resource %s with message: %s".formatted(logicalId, message));
    }

    private void checkAttributes(Set<Reference> references, StackEvaluation evaluation) {
        unsupported(references, evaluation).findFirst().ifPresent(attribute -> {
            throw CloudFormationErrors.validation(
                    "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
                            .formatted(attribute.name(), attribute.attribute()));
        });
    }

    /** AWS accepts a request with a wrong output, and fails the stack. */
    void checkOutputs(StackEvaluation evaluation) {
        evaluation.outputReferences().forEach((output, references) -> unsupported(references, evaluation)
                .findFirst()
                .ifPresent(attribute -> {
                    String type = evaluation.resources().get(attribute.name()).type();
                    throw new StackFailedException(
                            "[Error] /Outputs/%s/Value/Fn::GetAtt: Resource type %s does not support attribute {%s}"
                                    .formatted(output, type, attribute.attribute()));
                }));
    }

    /** An attribute whose name is a parameter's value is left to the moment in which it is read. */
    private Stream<Reference.ToAttribute> unsupported(Set<Reference> references, StackEvaluation evaluation) {
        return references.stream()
                .filter(Reference.ToAttribute.class::isInstance)
                .map(Reference.ToAttribute.class::cast)
                .filter(attribute -> !attribute.attribute().isEmpty())
                .filter(attribute -> !isSupported(attribute, evaluation));
    }

    /** The outputs of a nested stack are in no schema. */
    private boolean isSupported(Reference.ToAttribute attribute, StackEvaluation evaluation) {
        String type = evaluation.resources().get(attribute.name()).type();
        if (type.equals(Journal.STACK_TYPE) && attribute.attribute().startsWith("Outputs.")) {
            return true;
        }
        return engine.schema(type)
                .map(schema -> schema.hasAttribute(attribute.attribute()))
                .orElse(true);
    }
}
