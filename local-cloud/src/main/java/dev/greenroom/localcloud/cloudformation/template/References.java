package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks that everything a template refers to is in it. */
final class References {
    private final Sections sections;

    References(Sections sections) {
        this.sections = sections;
    }

    void check() {
        resources();
        outputs();
        sections.conditions().values().forEach(condition -> conditions(Stream.of(condition), "Condition"));
    }

    private void resources() {
        var unresolved = new TreeSet<String>();
        for (var resource : sections.resources().values()) {
            unresolved.addAll(unresolved(resource.expressions()));
            unresolved.addAll(resource.declaration().dependsOn());
            conditions(resource.expressions(), "Fn::If");
            resource.declaration().condition().ifPresent(name -> known(name, "Resources"));
        }
        unresolved.removeAll(sections.resources().keySet());
        if (!unresolved.isEmpty()) {
            throw unresolvedInResources(unresolved);
        }
    }

    private void outputs() {
        var unresolved = new TreeSet<String>();
        for (var output : sections.outputs().values()) {
            unresolved.addAll(unresolved(output.expressions()));
            conditions(output.expressions(), "Fn::If");
            output.declaration().condition().ifPresent(name -> known(name, "Outputs"));
        }
        if (!unresolved.isEmpty()) {
            throw unresolvedInOutputs(unresolved);
        }
    }

    private Set<String> unresolved(Stream<? extends Expression> expressions) {
        var names = new TreeSet<String>();
        references(expressions).forEach(reference -> {
            if (!(reference instanceof Reference.ToCondition) && !isKnown(reference)) {
                names.add(reference.name());
            }
        });
        return names;
    }

    private boolean isKnown(Reference reference) {
        var name = reference.name();
        return sections.resources().containsKey(name)
                || (reference instanceof Reference.ToResource
                        && (sections.parameters().containsKey(name) || PseudoParameters.NAMES.contains(name)));
    }

    private void conditions(Stream<? extends Expression> expressions, String function) {
        references(expressions)
                .filter(reference -> reference instanceof Reference.ToCondition)
                .filter(reference -> !sections.conditions().containsKey(reference.name()))
                .findFirst()
                .ifPresent(reference -> {
                    throw TemplateException.error(
                            "unresolved condition dependency %s in %s", reference.name(), function);
                });
    }

    private void known(String condition, String block) {
        if (!sections.conditions().containsKey(condition)) {
            throw TemplateException.format(
                    "Unresolved condition dependency %s in the %s block of the template", condition, block);
        }
    }

    static Stream<Reference> references(Stream<? extends Expression> expressions) {
        return expressions
                .flatMap(Expression::all)
                .filter(expression -> expression instanceof Intrinsic)
                .flatMap(expression -> ((Intrinsic) expression).references());
    }

    static TemplateException unresolvedInResources(Collection<String> names) {
        return TemplateException.format(
                "Unresolved resource dependencies %s in the Resources block of the template", names);
    }

    static TemplateException unresolvedInOutputs(Collection<String> names) {
        return new TemplateException(
                "Unresolved resource dependencies %s in the Outputs block of the template".formatted(names));
    }
}
