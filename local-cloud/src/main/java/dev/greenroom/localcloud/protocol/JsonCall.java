package dev.greenroom.localcloud.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}, everything else in the body. */
final class JsonCall implements WireCall {
    private static final String NO_OBJECT = "The body is not a JSON object";
    private static final TreeReader READER = new TreeReader(new StrictScalars(), false);
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final WireRequest request;
    private final Wire wire;

    JsonCall(WireRequest request, Wire wire) {
        this.request = request;
        this.wire = wire;
    }

    @Override
    public String operation() {
        String target = request.header("X-Amz-Target").orElse("");
        int dot = target.lastIndexOf('.');
        if (dot < 0 || !wire.targetPrefix().equals(Optional.of(target.substring(0, dot)))) {
            throw unknownOperation(target).asException();
        }
        return target.substring(dot + 1);
    }

    @Override
    public void read(SdkPojo requestBuilder) {
        if (request.body().length > 0) {
            READER.fill(requestBuilder, tree());
        }
    }

    @Override
    public WireResponse result(String operation, SdkPojo result, String requestId) {
        return response(200, Map.of("Content-Type", contentType()), json -> new JsonModel(json).members(result));
    }

    @Override
    public WireResponse error(WireError error, String requestId) {
        var headers = Map.of("Content-Type", contentType(), "x-amzn-ErrorType", error.code());
        return response(error.status(), headers, json -> {
            json.writeStringField("__type", error.code());
            json.writeStringField("message", error.message());
            new JsonModel(json).members(error.members());
        });
    }

    @Override
    public WireError unknownOperation(String operation) {
        return WireError.of(400, "UnknownOperationException", "There is no operation '%s'".formatted(operation));
    }

    @Override
    public WireError unreadable(String message) {
        return WireError.of(400, "SerializationException", message);
    }

    @Override
    public String codeOf(Class<?> exception) {
        return exception.getSimpleName();
    }

    private Map<?, ?> tree() {
        try {
            return Optional.<Map<?, ?>>ofNullable(MAPPER.readValue(request.body(), Map.class))
                    .orElseThrow(() -> new IllegalArgumentException(NO_OBJECT));
        } catch (IOException e) {
            throw new IllegalArgumentException(NO_OBJECT, e);
        }
    }

    private String contentType() {
        return request.header("Content-Type")
                .filter(type -> type.startsWith("application/x-amz-json-1.0"))
                .orElse("application/x-amz-json-1.1");
    }

    private static WireResponse response(int status, Map<String, String> headers, Members members) {
        var body = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(body)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WireResponse(status, headers, body.toByteArray());
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
