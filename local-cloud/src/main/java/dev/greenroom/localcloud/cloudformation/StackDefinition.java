package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.ParameterValues;
import dev.greenroom.localcloud.cloudformation.template.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Capability;

/**
 * What a stack is to be: all that a user submits for it.
 *
 * @param tags of the stack, which its resources get too
 * @param roleArn that a request named last
 * @param actingRole in which this definition is carried out: the role, if the request with the definition named it
 */
record StackDefinition(
        Template template,
        ParameterValues parameters,
        Map<String, String> tags,
        List<Capability> capabilities,
        Optional<String> roleArn,
        Optional<String> actingRole) {
    StackDefinition {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        capabilities = List.copyOf(capabilities);
    }
}
