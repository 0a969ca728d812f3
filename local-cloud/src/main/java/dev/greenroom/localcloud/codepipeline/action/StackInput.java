package dev.greenroom.localcloud.codepipeline.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What a stack is made of: template, parameters, tags, capabilities. */
record StackInput(
        String template,
        Map<String, String> parameterValues,
        Map<String, String> tagValues,
        List<Capability> capabilities) {
    private static final Set<String> SECTIONS = Set.of("Parameters", "Tags");

    StackInput {
        parameterValues = Map.copyOf(parameterValues);
        tagValues = Map.copyOf(tagValues);
        capabilities = List.copyOf(capabilities);
    }

    /** Reads it from the action's artifacts; what is overridden wins over the template configuration file. */
    static StackInput of(ActionInput input, Artifacts artifacts) {
        String template =
                TemplateFile.of(input.required("TemplatePath"), "TemplatePath").read(input, artifacts);
        var parameters = new LinkedHashMap<String, String>();
        var tags = new LinkedHashMap<String, String>();
        input.text("TemplateConfiguration").ifPresent(file -> {
            JsonNode configuration =
                    Json.read(TemplateFile.of(file, "TemplateConfiguration").read(input, artifacts), file);
            requireKnown(configuration, file);
            parameters.putAll(Json.texts(configuration.path("Parameters"), "Parameters of " + file));
            tags.putAll(Json.texts(configuration.path("Tags"), "Tags of " + file));
        });
        parameters.putAll(new ParameterOverrides(input, artifacts).read());
        return new StackInput(template, parameters, tags, capabilities(input));
    }

    List<Parameter> parameters() {
        return parameterValues.entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .toList();
    }

    List<Tag> tags() {
        return tagValues.entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    private static void requireKnown(JsonNode configuration, String file) {
        Set<String> unknown = new TreeSet<>();
        configuration.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(SECTIONS);
        if (!unknown.isEmpty()) {
            throw ActionFailedException.configuration(
                    "%s of the template configuration file %s is not emulated by the ".formatted(unknown, file)
                            + "local cloud, which has Parameters and Tags.");
        }
    }

    private static List<Capability> capabilities(ActionInput input) {
        return input.text("Capabilities").stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(StackInput::capability)
                .toList();
    }

    private static Capability capability(String name) {
        Capability capability = Capability.fromValue(name.trim());
        if (capability == Capability.UNKNOWN_TO_SDK_VERSION) {
            throw ActionFailedException.configuration("Unknown capability: '%s'".formatted(name));
        }
        return capability;
    }
}
