package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.schema.ResourceSchema;
import dev.greenroom.localcloud.cloudformation.template.Reference;
import java.util.List;
import java.util.Set;

/** Holds a template against AWS's resource schemas. */
final class SchemaRules {
    private final Engine engine;

    SchemaRules(Engine engine) {
        this.engine = engine;
    }

    void check(String logicalId, String type, Properties properties, StackEvaluation evaluation) {
        engine.schema(type).ifPresent(schema -> checkProperties(logicalId, schema, properties));
        evaluation.references(logicalId).values().forEach(references -> checkAttributes(references, evaluation));
    }

    private static void checkProperties(String logicalId, ResourceSchema schema, Properties properties) {
        List<String> violations = schema.violations(properties.tree(), Unknown::isHidden);
        if (!violations.isEmpty()) {
            throw CloudFormationErrors.validation("Properties validation failed for resource %s with message: %s"
                    .formatted(logicalId, String.join(", ", violations)));
        }
    }

    private void checkAttributes(Set<Reference> references, StackEvaluation evaluation) {
        for (Reference reference : references) {
            if (reference instanceof Reference.ToAttribute attribute
                    && !attribute.attribute().isEmpty()
                    && !isSupported(attribute, evaluation)) {
                throw CloudFormationErrors.validation(
                        "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
                                .formatted(attribute.name(), attribute.attribute()));
            }
        }
    }

    private boolean isSupported(Reference.ToAttribute attribute, StackEvaluation evaluation) {
        String type = evaluation.resources().get(attribute.name()).type();
        return engine.schema(type)
                .map(schema -> schema.hasAttribute(attribute.attribute()))
                .orElse(true);
    }
}
