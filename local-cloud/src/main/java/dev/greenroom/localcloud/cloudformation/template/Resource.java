package dev.greenroom.localcloud.cloudformation.template;

import java.util.stream.Stream;

/** A resource with its function calls understood. */
record Resource(ResourceDeclaration declaration, Structure properties, Structure metadata, Structure policies) {
    Stream<Structure> expressions() {
        return Stream.of(properties, metadata, policies);
    }
}
