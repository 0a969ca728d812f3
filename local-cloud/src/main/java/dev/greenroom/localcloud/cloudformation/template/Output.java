package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;

/** An output of a stack, with its value. */
public record Output(String name, String value, Optional<String> description, Optional<String> exportName) {
    Output withValue(String newValue) {
        return new Output(name, newValue, description, exportName);
    }
}
