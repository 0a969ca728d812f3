package dev.greenroom.localcloud.codepipeline.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parameters given in the action itself, with the two functions that CodePipeline has for them. */
final class ParameterOverrides {
    private static final String KEY = "ParameterOverrides";
    private static final int LONGEST = 1_024;

    private final ActionInput input;
    private final Artifacts artifacts;

    ParameterOverrides(ActionInput input, Artifacts artifacts) {
        this.input = input;
        this.artifacts = artifacts;
    }

    Map<String, String> read() {
        var parameters = new LinkedHashMap<String, String>();
        Optional<String> text = input.text(KEY);
        if (text.isPresent()) {
            if (text.get().length() > LONGEST) {
                throw ActionFailedException.configuration(
                        "%s has %d characters with its variables resolved; at most %d "
                                        .formatted(KEY, text.get().length(), LONGEST)
                                + "are allowed (put parameters into a template configuration file)");
            }
            JsonNode object = Json.read(text.get(), KEY);
            if (!object.isObject()) {
                throw ActionFailedException.configuration(KEY + " is not a JSON object");
            }
            object.properties().forEach(member -> parameters.put(member.getKey(), value(member)));
        }
        return parameters;
    }

    private String value(Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.has("Fn::GetParam")) {
            return parameterOfFile(member.getKey(), value.path("Fn::GetParam"));
        }
        if (value.has("Fn::GetArtifactAtt")) {
            return attribute(member.getKey(), value.path("Fn::GetArtifactAtt"));
        }
        throw ActionFailedException.configuration(
                "Parameter %s of %s is neither a text, nor Fn::GetParam, nor Fn::GetArtifactAtt"
                        .formatted(member.getKey(), KEY));
    }

    /** {@code ["Artifact", "file.json", "key"]} */
    private String parameterOfFile(String parameter, JsonNode arguments) {
        requireTexts(parameter, arguments, "Fn::GetParam", 3);
        var file = new TemplateFile(arguments.get(0).asText(), arguments.get(1).asText());
        JsonNode content = Json.read(file.read(input, artifacts), file.path());
        JsonNode found = content.path(arguments.get(2).asText());
        if (!found.isValueNode()) {
            throw ActionFailedException.configuration(
                    "Parameter %s: file [%s] of artifact [%s] has no text with key [%s]"
                            .formatted(
                                    parameter,
                                    file.path(),
                                    file.artifact(),
                                    arguments.get(2).asText()));
        }
        return found.asText();
    }

    /** {@code ["Artifact", "BucketName"]} */
    private String attribute(String parameter, JsonNode arguments) {
        requireTexts(parameter, arguments, "Fn::GetArtifactAtt", 2);
        Artifact artifact = input.input(arguments.get(0).asText());
        String bucket = artifact.object().bucket();
        String key = artifact.object().key();
        return switch (arguments.get(1).asText()) {
            case "BucketName" -> bucket;
            case "ObjectKey" -> key;
            case "URL" -> "https://%s.s3.amazonaws.com/%s".formatted(bucket, key);
            default ->
                throw ActionFailedException.configuration(
                        "Parameter %s: Fn::GetArtifactAtt has no attribute [%s], only BucketName, ObjectKey and URL"
                                .formatted(parameter, arguments.get(1).asText()));
        };
    }

    private static void requireTexts(String parameter, JsonNode arguments, String function, int count) {
        if (!arguments.isArray() || arguments.size() != count) {
            throw ActionFailedException.configuration(
                    "Parameter %s: %s needs a list of %d texts".formatted(parameter, function, count));
        }
    }
}
