package dev.greenroom.localcloud.cloudformation.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A YAML template written as JSON, which turns every short form into the long one. */
final class JsonForm {
    private JsonForm() {}

    static String of(String yaml) {
        try {
            return new ObjectMapper().writeValueAsString(NodeReader.read(yaml).tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
