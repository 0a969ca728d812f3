package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Change;

/**
 * What a definition would change.
 *
 * @param changes of resources, as a change set shows them, with property values
 * @param others whether tags or outputs of the stack change
 */
record Plan(List<Change> changes, boolean others) {
    Plan {
        changes = List.copyOf(changes);
    }

    boolean isEmpty() {
        return changes.isEmpty() && !others;
    }
}
