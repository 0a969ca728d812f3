package dev.greenroom.localcloud.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes the SDK's models as XML. What is not set is left out; a list that is set but empty is an empty element. */
record XmlModel(XmlWriter xml) {
    void write(SdkPojo pojo) {
        for (Member member : Member.of(pojo)) {
            write(member.field(), member.field().unmarshallLocationName(), member.value());
        }
    }

    private void write(SdkField<?> field, String name, Object value) {
        switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field.getTrait(ListTrait.class), name, (List<?>) value);
            case MAP -> map(field.getTrait(MapTrait.class), name, (Map<?, ?>) value);
            case SDK_POJO -> {
                xml.open(name);
                write((SdkPojo) value);
                xml.close(name);
            }
            case INSTANT -> xml.element(name, Timestamps.iso8601((Instant) value));
            case SDK_BYTES ->
                xml.element(name, Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
            default -> xml.element(name, value.toString());
        }
    }

    private void list(ListTrait trait, String name, List<?> values) {
        SdkField<?> element = trait.memberFieldInfo();
        if (values.isEmpty()) {
            xml.empty(name);
        } else if (trait.isFlattened()) {
            values.forEach(each -> write(element, name, each));
        } else {
            xml.open(name);
            values.forEach(each -> write(element, element.unmarshallLocationName(), each));
            xml.close(name);
        }
    }

    private void map(MapTrait trait, String name, Map<?, ?> values) {
        if (values.isEmpty()) {
            xml.empty(name);
            return;
        }
        String entry = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            xml.open(name);
        }
        values.forEach((key, value) -> {
            xml.open(entry);
            xml.element(Optional.ofNullable(trait.keyLocationName()).orElse("key"), key.toString());
            write(
                    trait.valueFieldInfo(),
                    Optional.ofNullable(trait.valueLocationName()).orElse("value"),
                    value);
            xml.close(entry);
        });
        if (!trait.isFlattened()) {
            xml.close(name);
        }
    }
}
