package dev.greenroom.localcloud.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes the SDK's models as JSON, or CBOR where that is what the generator makes. What is not set is left out. */
record JsonModel(JsonGenerator json) {
    private static final int CBOR_EPOCH = 1;

    /** The members of {@code pojo}, into an object that is open. */
    void members(SdkPojo pojo) throws IOException {
        for (Member member : Member.of(pojo)) {
            json.writeFieldName(member.field().locationName());
            write(member.field(), member.value());
        }
    }

    private void write(SdkField<?> field, Object value) throws IOException {
        switch (field.marshallingType().getKnownType()) {
            case LIST -> {
                json.writeStartArray();
                for (Object each : (List<?>) value) {
                    write(field.getTrait(ListTrait.class).memberFieldInfo(), each);
                }
                json.writeEndArray();
            }
            case MAP -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    write(field.getTrait(MapTrait.class).valueFieldInfo(), entry.getValue());
                }
                json.writeEndObject();
            }
            case SDK_POJO -> {
                json.writeStartObject();
                members((SdkPojo) value);
                json.writeEndObject();
            }
            case INSTANT -> instant(Timestamps.epochSeconds((Instant) value));
            case SDK_BYTES -> json.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
            case DOCUMENT -> document((Document) value);
            default -> json.writePOJO(value);
        }
    }

    private void instant(BigDecimal epochSeconds) throws IOException {
        if (json instanceof CBORGenerator cbor) {
            cbor.writeTag(CBOR_EPOCH);
            cbor.writeNumber(epochSeconds.doubleValue());
        } else {
            json.writeNumber(epochSeconds);
        }
    }

    private void document(Document document) throws IOException {
        if (document.isMap()) {
            json.writeStartObject();
            for (Map.Entry<String, Document> entry : document.asMap().entrySet()) {
                json.writeFieldName(entry.getKey());
                document(entry.getValue());
            }
            json.writeEndObject();
        } else if (document.isList()) {
            json.writeStartArray();
            for (Document each : document.asList()) {
                document(each);
            }
            json.writeEndArray();
        } else if (document.isNumber()) {
            json.writeNumber(new BigDecimal(document.asNumber().stringValue()));
        } else {
            json.writePOJO(document.unwrap());
        }
    }
}
