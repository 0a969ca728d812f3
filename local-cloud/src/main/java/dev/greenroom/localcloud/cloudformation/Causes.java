package dev.greenroom.localcloud.cloudformation;

import static software.amazon.awssdk.services.cloudformation.model.ChangeSource.DIRECT_MODIFICATION;
import static software.amazon.awssdk.services.cloudformation.model.ChangeSource.PARAMETER_REFERENCE;
import static software.amazon.awssdk.services.cloudformation.model.ChangeSource.RESOURCE_ATTRIBUTE;
import static software.amazon.awssdk.services.cloudformation.model.ChangeSource.RESOURCE_REFERENCE;

import dev.greenroom.localcloud.cloudformation.PlannedResource.Fate;
import dev.greenroom.localcloud.cloudformation.template.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;

/** Why the properties of one resource change. */
final class Causes {
    private final Map<String, String> parametersBefore;
    private final Map<String, String> parametersAfter;
    private final Map<String, Set<Reference>> references;
    private final PlanLookup lookup;

    Causes(StackDefinition before, StackDefinition after, Map<String, Set<Reference>> references, PlanLookup lookup) {
        this.parametersBefore = before.parameters().declaredValues();
        this.parametersAfter = after.parameters().declaredValues();
        this.references = references;
        this.lookup = lookup;
    }

    /** @param entity the parameter, resource or attribute that changes; empty for an edit of the template */
    record Cause(ChangeSource source, EvaluationType evaluation, Optional<String> entity) {
        static final Cause EDIT = new Cause(DIRECT_MODIFICATION, EvaluationType.STATIC, Optional.empty());
    }

    List<Cause> of(String property) {
        var causes = new ArrayList<Cause>();
        for (Reference reference : references.getOrDefault(property, Set.of())) {
            cause(reference).ifPresent(causes::add);
        }
        return causes.isEmpty() ? List.of(Cause.EDIT) : causes;
    }

    /** Whether the property changes for certain, not only perhaps with a resource that it refers to. */
    boolean isCertain(String property) {
        return of(property).stream()
                .anyMatch(cause -> cause.evaluation() == EvaluationType.STATIC
                        || cause.source() == RESOURCE_REFERENCE
                                && lookup.fate(cause.entity().orElseThrow()) != Fate.PERHAPS_REPLACED);
    }

    private Optional<Cause> cause(Reference reference) {
        if (reference instanceof Reference.ToParameter parameter) {
            boolean changed =
                    !Objects.equals(parametersBefore.get(parameter.name()), parametersAfter.get(parameter.name()));
            return changed
                    ? Optional.of(new Cause(PARAMETER_REFERENCE, EvaluationType.STATIC, Optional.of(parameter.name())))
                    : Optional.empty();
        }
        if (reference instanceof Reference.ToResource resource) {
            return lookup.fate(resource.name()).keepsPhysicalId()
                    ? Optional.empty()
                    : Optional.of(new Cause(RESOURCE_REFERENCE, EvaluationType.DYNAMIC, Optional.of(resource.name())));
        }
        if (reference instanceof Reference.ToAttribute attribute) {
            return lookup.fate(attribute.name()) == Fate.KEPT
                    ? Optional.empty()
                    : Optional.of(new Cause(
                            RESOURCE_ATTRIBUTE,
                            EvaluationType.DYNAMIC,
                            Optional.of(attribute.name() + "." + attribute.attribute())));
        }
        return Optional.empty();
    }
}
