package dev.greenroom.localcloud.protocol;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** A member of a model that is set, with its value. */
record Member(SdkField<?> field, Object value) {
    static List<Member> of(SdkPojo pojo) {
        return pojo.sdkFields().stream().flatMap(field -> of(field, pojo)).toList();
    }

    /** The SDK puts a list or map of its own where none was set. */
    private static Stream<Member> of(SdkField<?> field, SdkPojo pojo) {
        Object value = field.getValueOrDefault(pojo);
        return value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap
                ? Stream.empty()
                : Stream.of(new Member(field, value));
    }
}
