package dev.greenroom.localcloud.cloudformation.template;

import java.util.stream.Stream;

/** A call of an intrinsic function. */
non-sealed interface Intrinsic extends Expression {
    /** What this call itself refers to; what its arguments refer to is theirs to tell. */
    default Stream<Reference> references() {
        return Stream.empty();
    }
}
