package dev.greenroom.localcloud.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** AWS JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}. */
final class JsonCall extends BodyCall {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String target;
    private final Wire wire;

    JsonCall(WireRequest request, Wire wire) {
        super(request, MAPPER, Map.of("Content-Type", contentType(request)));
        this.target = request.header("X-Amz-Target").orElse("");
        this.wire = wire;
    }

    @Override
    public String operation() {
        int dot = target.lastIndexOf('.');
        if (dot < 0 || !wire.targetPrefix().equals(Optional.of(target.substring(0, dot)))) {
            throw unknownOperation(target).asException();
        }
        return target.substring(dot + 1);
    }

    @Override
    public WireError unknownOperation(String operation) {
        return WireError.of(400, "UnknownOperationException", "There is no operation '%s'".formatted(operation));
    }

    private static String contentType(WireRequest request) {
        return request.header("Content-Type")
                .filter(type -> type.startsWith("application/x-amz-json-1.0"))
                .orElse("application/x-amz-json-1.1");
    }
}
