package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;
import java.util.stream.Stream;

/** An output with its function calls understood. */
record OutputBody(OutputDeclaration declaration, Expression value, Optional<Expression> exportName) {
    Stream<Expression> expressions() {
        return Stream.concat(Stream.of(value), exportName.stream());
    }
}
