package dev.greenroom.localcloud.codebuild.buildspec;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.OnFailure;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one phase of a buildspec. */
final class PhaseReader {
    private static final Set<String> RUNTIMES =
            Set.of("android", "dotnet", "golang", "java", "nodejs", "php", "python", "ruby");
    private static final Set<String> INSTALL = Set.of("commands", "finally", "on-failure", "runtime-versions");
    private static final Set<String> OTHER = Set.of("commands", "finally", "on-failure");

    private PhaseReader() {}

    static Phase read(YamlNode phase) throws BuildspecException {
        Map<String, YamlNode> parts = phase.mapping(phase.key().equals("install") ? INSTALL : OTHER);
        if (!parts.containsKey("commands") && !parts.containsKey("runtime-versions")) {
            throw phase.wrong("the key 'commands' is missing in " + phase.key());
        }
        return new Phase(
                YamlNode.texts(parts, "commands"),
                YamlNode.texts(parts, "finally"),
                onFailure(parts),
                runtimeVersions(parts));
    }

    private static Optional<OnFailure> onFailure(Map<String, YamlNode> parts) throws BuildspecException {
        if (!parts.containsKey("on-failure")) {
            return Optional.empty();
        }
        YamlNode node = parts.get("on-failure");
        String value = node.text();
        if (value.startsWith("RETRY")) {
            throw node.wrong(
                    "on-failure %s is not emulated by the local cloud, use ABORT or CONTINUE".formatted(value));
        }
        return switch (value) {
            case "ABORT" -> Optional.of(OnFailure.ABORT);
            case "CONTINUE" -> Optional.of(OnFailure.CONTINUE);
            default -> throw node.wrong("invalid value '%s' of on-failure, use ABORT or CONTINUE".formatted(value));
        };
    }

    private static Map<String, String> runtimeVersions(Map<String, YamlNode> parts) throws BuildspecException {
        var versions = new LinkedHashMap<String, String>();
        if (parts.containsKey("runtime-versions")) {
            for (YamlNode runtime :
                    parts.get("runtime-versions").mapping(RUNTIMES).values()) {
                versions.put(runtime.key(), runtime.text());
            }
        }
        return versions;
    }
}
