package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;

/** A file of an artifact, as configuration names it: {@code Artifact::path/file.yaml}. */
record TemplateFile(String artifact, String path) {
    static TemplateFile of(String text, String key) {
        int colons = text.indexOf("::");
        if (colons <= 0 || colons + 2 == text.length()) {
            throw ActionFailedException.configuration("%s must be ARTIFACT::FILE but is '%s'".formatted(key, text));
        }
        return new TemplateFile(text.substring(0, colons), text.substring(colons + 2));
    }

    String read(ActionInput input, Artifacts artifacts) {
        return artifacts.read(input.role(), input.input(artifact), path);
    }
}
