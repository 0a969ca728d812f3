package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** A resource with its function calls understood. */
record Resource(ResourceDeclaration declaration, Structure properties, Structure metadata, Structure policies) {
    List<Structure> expressions() {
        return List.of(properties, metadata, policies);
    }
}
