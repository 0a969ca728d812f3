package dev.greenroom.localcloud.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** A protocol in which the body holds one object, in JSON or what can be read like it. */
abstract sealed class BodyCall implements WireCall permits JsonCall, CborCall {
    private static final TreeReader READER = new TreeReader(new StrictScalars(), false);

    private final WireRequest request;
    private final ObjectMapper mapper;
    private final Map<String, String> headers;

    /** @param headers of each answer */
    BodyCall(WireRequest request, ObjectMapper mapper, Map<String, String> headers) {
        this.request = request;
        this.mapper = mapper;
        this.headers = headers;
    }

    @Override
    public final void read(SdkPojo requestBuilder) {
        if (request.body().length > 0) {
            tree().ifPresent(tree -> READER.fill(requestBuilder, tree));
        }
    }

    @Override
    public final WireResponse result(String operation, SdkPojo result, String requestId) {
        return response(200, headers, json -> new JsonModel(json).members(result));
    }

    @Override
    public final WireResponse error(WireError error, String requestId) {
        var withType = new LinkedHashMap<>(headers);
        withType.put("x-amzn-ErrorType", error.code());
        return response(error.status(), withType, json -> {
            json.writeStringField("__type", error.code());
            json.writeStringField("message", error.message());
            new JsonModel(json).members(error.members());
        });
    }

    @Override
    public final WireError unreadable(String message) {
        return WireError.of(400, "SerializationException", message);
    }

    @Override
    public final String codeOf(Class<?> exception) {
        return exception.getSimpleName();
    }

    private Optional<Map<?, ?>> tree() {
        try {
            return Optional.ofNullable(mapper.readValue(request.body(), Map.class));
        } catch (IOException e) {
            String format = mapper.getFactory().getFormatName();
            throw new IllegalArgumentException("The body is not a %s object".formatted(format), e);
        }
    }

    private WireResponse response(int status, Map<String, String> headers, Members members) {
        var body = new ByteArrayOutputStream();
        try (JsonGenerator json = mapper.createGenerator(body)) {
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
