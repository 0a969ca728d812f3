package dev.greenroom.localcloud.cloudformation.template;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A template that is valid as far as that can be told without values for its parameters. */
public final class Template {
    private final String body;
    private final Sections sections;

    private Template(String body, Sections sections) {
        this.body = body;
        this.sections = sections;
    }

    /** Reads YAML or JSON; fails with CloudFormation's own message. */
    public static Template parse(String body) {
        var sections = Sections.parse(NodeReader.read(body));
        References.check(sections);
        return new Template(body, sections);
    }

    public String body() {
        return body;
    }

    /** {@code 2010-09-09}, if the template says so. */
    public Optional<String> formatVersion() {
        return sections.formatVersion();
    }

    public Optional<String> description() {
        return sections.description();
    }

    public Map<String, ParameterDeclaration> parameters() {
        return sections.parameters();
    }

    /** In the order of the template, those included whose condition is false. */
    public Map<String, ResourceDeclaration> resources() {
        var declarations = new LinkedHashMap<String, ResourceDeclaration>();
        sections.resources().forEach((id, resource) -> declarations.put(id, resource.declaration()));
        return Collections.unmodifiableMap(declarations);
    }

    /** The types of the resources, each once. */
    public Set<String> resourceTypes() {
        var types = new LinkedHashSet<String>();
        resources().values().forEach(resource -> types.add(resource.type()));
        return Collections.unmodifiableSet(types);
    }

    public Map<String, OutputDeclaration> outputs() {
        var declarations = new LinkedHashMap<String, OutputDeclaration>();
        sections.outputs().forEach((name, output) -> declarations.put(name, output.declaration()));
        return Collections.unmodifiableMap(declarations);
    }

    public Optional<Object> metadata() {
        return sections.metadata();
    }

    public List<String> transforms() {
        return sections.transforms();
    }

    /** What a request has to acknowledge, for example {@code CAPABILITY_NAMED_IAM}. */
    public Set<String> requiredCapabilities() {
        return Capabilities.of(this).required();
    }

    /** Why capabilities are required, as {@code ValidateTemplate} and {@code GetTemplateSummary} word it. */
    public Optional<String> capabilitiesReason() {
        return Capabilities.of(this).reason();
    }

    /** The required capabilities that the given ones leave open; {@code CAPABILITY_NAMED_IAM} covers both for IAM. */
    public Set<String> missingCapabilities(Collection<String> given) {
        var missing = new TreeSet<>(requiredCapabilities());
        missing.removeAll(given);
        if (given.contains(Capabilities.NAMED_IAM)) {
            missing.remove(Capabilities.IAM);
        }
        return missing;
    }

    Sections sections() {
        return sections;
    }
}
