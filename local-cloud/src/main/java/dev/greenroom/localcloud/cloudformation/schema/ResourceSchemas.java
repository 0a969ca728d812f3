package dev.greenroom.localcloud.cloudformation.schema;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas that this build carries, each read when it is first needed. */
public final class ResourceSchemas {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Optional<ResourceSchema>> byType = new ConcurrentHashMap<>();

    /** Empty for a type whose schema this build doesn't carry. */
    public Optional<ResourceSchema> find(String type) {
        return byType.computeIfAbsent(type, this::read);
    }

    private Optional<ResourceSchema> read(String type) {
        try (InputStream file = ResourceSchemas.class.getResourceAsStream(type.replace("::", "-") + ".json")) {
            return file == null ? Optional.empty() : Optional.of(new ResourceSchema(json.readTree(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to read the schema of %s but it is broken".formatted(type), e);
        }
    }
}
