package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.ResourceLookup;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import dev.greenroom.localcloud.cloudformation.template.UnresolvedValueException;
import java.util.function.Supplier;

/** What the resources of a stack are at this moment. */
final class StackLookup implements ResourceLookup {
    private final Supplier<StackContents> contents;

    StackLookup(Supplier<StackContents> contents) {
        this.contents = contents;
    }

    @Override
    public Object ref(String logicalId) {
        return state(logicalId).physicalId();
    }

    @Override
    public Object attribute(String logicalId, String attribute) {
        Object value = state(logicalId).attributes().get(attribute);
        if (value == null) {
            throw new TemplateException("[Error] Resource type %s does not support attribute {%s}"
                    .formatted(resource(logicalId).type(), attribute));
        }
        return value;
    }

    private ResourceState state(String logicalId) {
        return resource(logicalId).state().orElseThrow(() -> new UnresolvedValueException(logicalId));
    }

    private StackResource resource(String logicalId) {
        return contents.get().resource(logicalId).orElseThrow(() -> new UnresolvedValueException(logicalId));
    }
}
