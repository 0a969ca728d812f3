package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that everything a template refers to is in it, and may be referred to where it is. */
final class References {
    private final Sections sections;

    private References(Sections sections) {
        this.sections = sections;
    }

    static void check(Sections sections) {
        var references = new References(sections);
        references.names();
        references.rules();
        references.conditions();
        references.resources();
        references.outputs();
    }

    private void names() {
        var common = new TreeSet<>(sections.parameters().keySet());
        common.retainAll(sections.resources().keySet());
        if (!common.isEmpty()) {
            throw TemplateException.error(
                    "all resources and parameters must have unique names. Common name(s):%s", common);
        }
    }

    private void rules() {
        for (var rule : sections.rules()) {
            parametersOnly(rule.expressions(), "Rules");
            strings(rule.expressions());
        }
    }

    private void conditions() {
        var conditions = sections.conditions();
        parametersOnly(conditions.values().stream(), "Conditions");
        strings(conditions.values().stream());
        mappings(conditions.values().stream());
        var needs = new LinkedHashMap<String, Set<String>>();
        conditions.forEach((name, condition) -> needs.put(name, conditionNames(Stream.of(condition))));
        var unresolved = needs.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        unresolved.removeAll(conditions.keySet());
        if (!unresolved.isEmpty()) {
            throw TemplateException.format(
                    "Unresolved condition dependencies %s in the Conditions block of the template", unresolved);
        }
        var circle = Circles.find(needs);
        if (!circle.isEmpty()) {
            throw TemplateException.error("Found circular condition dependency: %s", circle);
        }
    }

    private void parametersOnly(Stream<? extends Expression> expressions, String block) {
        var unresolved = resourceNames(expressions);
        unresolved.removeIf(sections::hasParameter);
        if (!unresolved.isEmpty()) {
            throw TemplateException.format(
                    "Unresolved dependencies %s. Cannot reference resources in the %s block of the template",
                    unresolved, block);
        }
    }

    /** A list parameter cannot be compared; the other operands are checked when they have values. */
    private void strings(Stream<? extends Expression> expressions) {
        all(expressions, Equal.class)
                .flatMap(equal -> equal.parts().stream())
                .filter(operand -> operand instanceof Ref ref && isList(ref.name()))
                .findFirst()
                .ifPresent(operand -> {
                    throw Equal.notStrings();
                });
    }

    private boolean isList(String parameter) {
        var declaration = sections.parameters().get(parameter);
        return declaration != null && declaration.type().list();
    }

    private void resources() {
        var unresolved = new TreeSet<String>();
        for (var resource : sections.resources().values()) {
            var expressions = resource.expressions();
            values(expressions);
            resource.declaration().condition().ifPresent(name -> condition(name, "Resources"));
            unresolved.addAll(resourceNames(expressions.stream()));
            unresolved.removeIf(sections::hasParameter);
            unresolved.addAll(resource.declaration().dependsOn());
        }
        unresolved.removeAll(sections.resources().keySet());
        if (!unresolved.isEmpty()) {
            throw unresolvedInResources(unresolved);
        }
    }

    private void outputs() {
        var unresolved = new TreeSet<String>();
        for (var output : sections.outputs().values()) {
            values(output.expressions().toList());
            output.declaration().condition().ifPresent(name -> condition(name, "Outputs"));
            if (output.exportName().stream().anyMatch(this::isDependent)) {
                throw output.dependentExport();
            }
            unresolved.addAll(resourceNames(output.expressions()));
        }
        unresolved.removeIf(sections::hasParameter);
        unresolved.removeAll(sections.resources().keySet());
        if (!unresolved.isEmpty()) {
            throw unresolvedInOutputs(unresolved);
        }
    }

    private void values(List<? extends Expression> expressions) {
        mappings(expressions.stream());
        all(expressions.stream(), If.class).forEach(call -> {
            if (!sections.conditions().containsKey(call.condition())) {
                throw TemplateException.error("unresolved condition dependency %s in Fn::If", call.condition());
            }
        });
        all(expressions.stream(), ImportValue.class).forEach(call -> {
            if (isDependent(call.name())) {
                throw ImportValue.dependent();
            }
        });
        all(expressions.stream(), GetAtt.class).forEach(call -> {
            if (!sections.resources().containsKey(call.logicalId())) {
                throw call.undefined();
            }
        });
    }

    private void mappings(Stream<? extends Expression> expressions) {
        all(expressions, FindInMap.class)
                .flatMap(call -> call.mapName().stream())
                .forEach(name -> {
                    if (!sections.mappings().contains(name)) {
                        throw Mappings.missing(name);
                    }
                });
    }

    private boolean isDependent(Expression expression) {
        return expression
                .all()
                .anyMatch(part -> part instanceof GetAtt
                        || part instanceof ImportValue
                        || part instanceof GetAzs
                        || (part instanceof Ref ref && !sections.hasParameter(ref.name())));
    }

    private void condition(String name, String block) {
        if (!sections.conditions().containsKey(name)) {
            throw TemplateException.format(
                    "Unresolved condition dependency %s in the %s block of the template", name, block);
        }
    }

    private static Set<String> resourceNames(Stream<? extends Expression> expressions) {
        return all(expressions, Intrinsic.class)
                .flatMap(Intrinsic::references)
                .filter(reference -> !(reference instanceof Reference.ToCondition))
                .map(Reference::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> conditionNames(Stream<? extends Expression> expressions) {
        return all(expressions, ConditionReference.class)
                .map(ConditionReference::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <E> Stream<E> all(Stream<? extends Expression> expressions, Class<E> type) {
        return expressions.flatMap(Expression::all).filter(type::isInstance).map(type::cast);
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
