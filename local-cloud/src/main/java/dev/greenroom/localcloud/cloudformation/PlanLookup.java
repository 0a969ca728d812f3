package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.PlannedResource.Fate;
import dev.greenroom.localcloud.cloudformation.template.ResourceLookup;
import dev.greenroom.localcloud.cloudformation.template.UnresolvedValueException;
import java.util.Map;

/** What will still be true of the resources of a stack after a change, as far as it was planned. */
final class PlanLookup implements ResourceLookup {
    private final ResourceLookup now;
    private final Map<String, PlannedResource> planned;

    PlanLookup(StackContents contents, Map<String, PlannedResource> planned) {
        this.now = new StackLookup(() -> contents);
        this.planned = planned;
    }

    Fate fate(String logicalId) {
        PlannedResource resource = planned.get(logicalId);
        return resource == null ? Fate.ADDED : resource.fate();
    }

    @Override
    public Object ref(String logicalId) {
        if (fate(logicalId).keepsPhysicalId()) {
            return now.ref(logicalId);
        }
        throw new UnresolvedValueException(logicalId);
    }

    /** An update in place may change attributes. */
    @Override
    public Object attribute(String logicalId, String attribute) {
        if (fate(logicalId) == Fate.KEPT) {
            return now.attribute(logicalId, attribute);
        }
        throw new UnresolvedValueException(logicalId + "." + attribute);
    }
}
