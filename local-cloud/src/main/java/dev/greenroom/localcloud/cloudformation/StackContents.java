package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a stack has.
 *
 * @param resources by logical ID
 * @param superseded those whose place a replacement has taken; they exist until the operation has succeeded
 * @param imports names of the exports of other stacks that it was built with
 */
record StackContents(
        Map<String, StackResource> resources,
        List<StackResource> superseded,
        List<Output> outputs,
        Set<String> imports) {
    static final StackContents EMPTY = new StackContents(Map.of(), List.of(), List.of(), Set.of());

    StackContents {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        superseded = List.copyOf(superseded);
        outputs = List.copyOf(outputs);
        imports = Collections.unmodifiableSet(new LinkedHashSet<>(imports));
    }

    Optional<StackResource> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId));
    }

    StackContents with(StackResource resource) {
        var all = new LinkedHashMap<>(resources);
        all.put(resource.logicalId(), resource);
        return new StackContents(all, superseded, outputs, imports);
    }

    /** All that exists for the stack. */
    List<StackResource> everything() {
        var all = new ArrayList<>(resources.values());
        all.addAll(superseded);
        return all;
    }

    /** Without this one, whether it has its place or has given it away. */
    StackContents without(StackResource resource) {
        var others = new LinkedHashMap<>(resources);
        others.values().removeIf(each -> each.isSameResourceAs(resource));
        return new StackContents(others, withoutSuperseded(resource).superseded(), outputs, imports);
    }

    /** The resource gives its place away, to one that is about to be made. */
    StackContents supersede(StackResource resource) {
        var all = new ArrayList<>(superseded);
        all.add(resource);
        return new StackContents(resources, all, outputs, imports);
    }

    StackContents withoutSuperseded(StackResource resource) {
        var all = new ArrayList<>(superseded);
        all.removeIf(each -> each.isSameResourceAs(resource));
        return new StackContents(resources, all, outputs, imports);
    }

    StackContents withOutputs(List<Output> newOutputs) {
        return new StackContents(resources, superseded, newOutputs, imports);
    }

    StackContents withImport(String exportName) {
        var all = new LinkedHashSet<>(imports);
        all.add(exportName);
        return new StackContents(resources, superseded, outputs, all);
    }

    StackContents withImports(Set<String> newImports) {
        return new StackContents(resources, superseded, outputs, newImports);
    }
}
