package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Evaluation;
import dev.greenroom.localcloud.cloudformation.template.ResourceLookup;
import dev.greenroom.localcloud.cloudformation.template.UnresolvedValueException;

/** Values that are known only after resources were made. */
final class Unknown {
    /** Knows no resource. */
    static final ResourceLookup LOOKUP = new ResourceLookup() {
        @Override
        public Object ref(String logicalId) {
            throw new UnresolvedValueException(logicalId);
        }

        @Override
        public Object attribute(String logicalId, String attribute) {
            throw new UnresolvedValueException(logicalId + "." + attribute);
        }
    };

    private Unknown() {}

    /** Whether a value is not known before the change is executed, or is a secret's place holder. */
    static boolean isHidden(Object value) {
        return value instanceof String text
                && (text.contains(Evaluation.KNOWN_AFTER_APPLY) || text.contains("{{resolve:"));
    }
}
