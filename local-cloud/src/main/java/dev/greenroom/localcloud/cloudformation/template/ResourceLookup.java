package dev.greenroom.localcloud.cloudformation.template;

/**
 * What resources are known to be while a stack is made. Either method may throw an {@link UnresolvedValueException} for
 * what is known only after the resource has been made or changed.
 */
public interface ResourceLookup {
    Object ref(String logicalId);

    Object attribute(String logicalId, String attribute);

    /** Before any resource exists. */
    static ResourceLookup nothingKnown() {
        return new ResourceLookup() {
            @Override
            public Object ref(String logicalId) {
                throw new UnresolvedValueException(logicalId);
            }

            @Override
            public Object attribute(String logicalId, String attribute) {
                throw new UnresolvedValueException(logicalId + "." + attribute);
            }
        };
    }
}
