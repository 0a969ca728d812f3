package dev.greenroom.localcloud.protocol;

import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** How the leaves of a tree are written: what a number, a time or a blob looks like. */
interface Scalars {
    /**
     * @param value a string, number, boolean or byte array
     * @throws IllegalArgumentException, ArithmeticException or another runtime exception when it is not a {@code type}
     */
    Object read(MarshallingKnownType type, Object value);
}
