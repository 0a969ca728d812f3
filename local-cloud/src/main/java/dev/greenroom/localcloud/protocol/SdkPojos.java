package dev.greenroom.localcloud.protocol;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Fills the SDK's model builders from plain trees (maps, lists and scalars). */
public final class SdkPojos {
    private static final TreeReader READER = new TreeReader(new LenientScalars(SdkBytes::fromUtf8String), true);

    private SdkPojos() {}

    /**
     * Sets each member of {@code builder} that {@code tree} has, names matched without regard to case; scalars are
     * converted to what the member needs. Unknown names are left out.
     *
     * @throws IllegalArgumentException when a value does not fit its member, named in the message
     */
    public static <B extends SdkPojo> B fill(B builder, Map<String, ?> tree) {
        return READER.fill(builder, tree);
    }
}
