package dev.greenroom.localcloud.codebuild.model;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Copies what a request sets to the members of the same names in a model. */
public final class Members {
    private Members() {}

    public static <B extends SdkPojo> B copy(SdkPojo from, B to) {
        Map<String, SdkField<?>> targets = new HashMap<>();
        to.sdkFields().forEach(field -> targets.put(field.locationName(), field));
        for (SdkField<?> field : from.sdkFields()) {
            Object value = field.getValueOrDefault(from);
            SdkField<?> target = targets.get(field.locationName());
            if (value != null && !(value instanceof SdkAutoConstructList) && target != null) {
                target.set(to, value);
            }
        }
        return to;
    }
}
