package dev.greenroom.localcloud.cloudformation;

import static java.util.Objects.requireNonNullElse;

import dev.greenroom.localcloud.cloudformation.template.ParameterInput;
import dev.greenroom.localcloud.cloudformation.template.ParameterValues;
import dev.greenroom.localcloud.cloudformation.template.Template;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Makes the definition of a stack out of what a request submits, and refuses what can't become one. */
final class Definitions {
    private static final int MAX_TAGS = 50;

    private final ResourceTypes types;
    private final TemplateSource templates;
    private final AccountLookup lookup;
    private final StackRoles roles;

    Definitions(Engine engine) {
        this.roles = engine.roles();
        this.types = engine.types();
        this.templates = new TemplateSource(engine.clients());
        this.lookup = new AccountLookup(engine.clients());
    }

    /** @param current what the stack is now, if it is there already */
    StackDefinition define(Submission submission, Optional<StackDefinition> current) {
        Template template = templates.read(submission.template(), current.map(StackDefinition::template));
        types.requireAll(template.resourceTypes());
        requireCapabilities(template, submission.capabilities());
        submission.roleArn().ifPresent(roles::requireAssumable);
        return new StackDefinition(
                template,
                parameters(template, submission.parameters(), current),
                submission
                        .tags()
                        .map(Definitions::tags)
                        .or(() -> current.map(StackDefinition::tags))
                        .orElse(Map.of()),
                submission.capabilities(),
                submission.roleArn().or(() -> current.flatMap(StackDefinition::roleArn)),
                submission.roleArn());
    }

    private static void requireCapabilities(Template template, List<Capability> given) {
        Set<String> missing = template.missingCapabilities(
                given.stream().map(Capability::toString).toList());
        if (!missing.isEmpty()) {
            throw CloudFormationErrors.requiresCapabilities(missing);
        }
    }

    private ParameterValues parameters(Template template, List<Parameter> given, Optional<StackDefinition> current) {
        var inputs = new LinkedHashMap<String, ParameterInput>();
        for (Parameter parameter : given) {
            boolean previous = Boolean.TRUE.equals(parameter.usePreviousValue());
            if (previous && parameter.parameterValue() != null) {
                throw CloudFormationErrors.validation(
                        "Invalid input for parameter key %s. Cannot specify usePreviousValue as true and nonempty value for a parameter"
                                .formatted(parameter.parameterKey()));
            }
            ParameterInput input = previous
                    ? ParameterInput.usePrevious()
                    : ParameterInput.of(requireNonNullElse(parameter.parameterValue(), ""));
            inputs.put(parameter.parameterKey(), input);
        }
        try {
            Map<String, String> previous = current.map(
                            definition -> definition.parameters().declaredValues())
                    .orElse(Map.of());
            return ParameterValues.resolve(template, inputs, previous, lookup);
        } catch (TemplateException e) {
            throw CloudFormationErrors.validation(e.getMessage());
        }
    }

    private static Map<String, String> tags(List<Tag> given) {
        var tags = new LinkedHashMap<String, String>();
        for (Tag tag : given) {
            if (tag.key().startsWith("aws:")) {
                throw CloudFormationErrors.validation(
                        "Tag key %s is reserved: it begins with aws:".formatted(tag.key()));
            }
            if (tags.put(tag.key(), requireNonNullElse(tag.value(), "")) != null) {
                throw CloudFormationErrors.validation("Duplicate tag keys found: " + tag.key());
            }
        }
        if (tags.size() > MAX_TAGS) {
            throw CloudFormationErrors.validation("A stack can have at most %d tags".formatted(MAX_TAGS));
        }
        return tags;
    }
}
