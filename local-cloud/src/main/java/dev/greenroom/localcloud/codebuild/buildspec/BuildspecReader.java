package dev.greenroom.localcloud.codebuild.buildspec;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Artifact;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.CommandPhase;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Environment;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Phase;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.ReportFiles;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.ReportFormat;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads buildspecs of version 0.2. What they have beyond what is emulated is refused by its name and line. */
public final class BuildspecReader {
    private static final int MAX_REPORT_GROUPS = 5;
    private static final Set<String> TOP_LEVEL = Set.of("version", "env", "phases", "artifacts", "cache", "reports");
    private static final Set<String> ENVIRONMENT = Set.of(
            "shell", "variables", "parameter-store", "secrets-manager", "exported-variables", "git-credential-helper");
    private static final Set<String> ARTIFACT =
            Set.of("files", "name", "discard-paths", "base-directory", "exclude-paths");
    private static final Set<String> PRIMARY_ARTIFACT =
            Set.of("files", "name", "discard-paths", "base-directory", "exclude-paths", "secondary-artifacts");
    private static final Set<String> REPORT = Set.of("files", "base-directory", "discard-paths", "file-format");

    private BuildspecReader() {}

    public static Buildspec read(String text) throws BuildspecException {
        YamlNode root = YamlNode.parse(text);
        Map<String, YamlNode> parts = root.mapping(TOP_LEVEL);
        requireVersion(root, parts);
        Map<CommandPhase, Phase> phases = phases(root, parts);
        Map<String, YamlNode> artifacts =
                parts.containsKey("artifacts") ? parts.get("artifacts").mapping(PRIMARY_ARTIFACT) : Map.of();
        return new Buildspec(
                parts.containsKey("env") ? environment(parts.get("env")) : Environment.EMPTY,
                phases,
                artifacts.containsKey("files") ? Optional.of(artifact(artifacts)) : Optional.empty(),
                secondaryArtifacts(artifacts),
                parts.containsKey("cache")
                        ? YamlNode.texts(parts.get("cache").mapping(Set.of("paths")), "paths")
                        : List.of(),
                parts.containsKey("reports") ? reports(parts.get("reports")) : Map.of());
    }

    private static void requireVersion(YamlNode root, Map<String, YamlNode> parts) throws BuildspecException {
        if (!parts.containsKey("version")) {
            throw root.wrong("the key 'version' is missing, expected version: 0.2");
        }
        YamlNode version = parts.get("version");
        if (version.text().equals("0.1")) {
            throw version.wrong("version 0.1 is not emulated by the local cloud, use 0.2");
        }
        if (!version.text().equals("0.2")) {
            throw version.wrong("invalid buildspec version: %s, expected 0.2".formatted(version.text()));
        }
    }

    private static Environment environment(YamlNode node) throws BuildspecException {
        Map<String, YamlNode> parts = node.mapping(ENVIRONMENT);
        return new Environment(
                bash(parts),
                texts(parts, "variables"),
                texts(parts, "parameter-store"),
                texts(parts, "secrets-manager"),
                YamlNode.texts(parts, "exported-variables"),
                YamlNode.flag(parts, "git-credential-helper"));
    }

    private static boolean bash(Map<String, YamlNode> parts) throws BuildspecException {
        String shell = YamlNode.text(parts, "shell").orElse("/bin/sh");
        return switch (shell) {
            case "bash", "/bin/bash" -> true;
            case "sh", "/bin/sh" -> false;
            default ->
                throw parts.get("shell").wrong("the shell '%s' is not emulated, use bash or /bin/sh".formatted(shell));
        };
    }

    private static Map<String, String> texts(Map<String, YamlNode> parts, String key) throws BuildspecException {
        var texts = new LinkedHashMap<String, String>();
        if (parts.containsKey(key)) {
            for (YamlNode entry : parts.get(key).mapping().values()) {
                texts.put(entry.key(), entry.text());
            }
        }
        return texts;
    }

    private static Map<CommandPhase, Phase> phases(YamlNode root, Map<String, YamlNode> parts)
            throws BuildspecException {
        if (!parts.containsKey("phases")) {
            throw root.wrong("the key 'phases' is missing");
        }
        var phases = new EnumMap<CommandPhase, Phase>(CommandPhase.class);
        for (YamlNode entry : parts.get("phases")
                .mapping(Set.of("install", "pre_build", "build", "post_build"))
                .values()) {
            phases.put(CommandPhase.valueOf(entry.key().toUpperCase(Locale.ROOT)), PhaseReader.read(entry));
        }
        return phases;
    }

    private static Artifact artifact(Map<String, YamlNode> parts) throws BuildspecException {
        return new Artifact(
                YamlNode.texts(parts, "files"),
                YamlNode.texts(parts, "exclude-paths"),
                YamlNode.text(parts, "base-directory"),
                YamlNode.flag(parts, "discard-paths"),
                YamlNode.text(parts, "name"));
    }

    private static Map<String, Artifact> secondaryArtifacts(Map<String, YamlNode> artifacts) throws BuildspecException {
        var secondary = new LinkedHashMap<String, Artifact>();
        if (artifacts.containsKey("secondary-artifacts")) {
            for (YamlNode entry : artifacts.get("secondary-artifacts").mapping().values()) {
                Map<String, YamlNode> parts = entry.mapping(ARTIFACT);
                if (!parts.containsKey("files")) {
                    throw entry.wrong("the key 'files' is missing in " + entry.key());
                }
                secondary.put(entry.key(), artifact(parts));
            }
        }
        return secondary;
    }

    private static Map<String, ReportFiles> reports(YamlNode node) throws BuildspecException {
        var reports = new LinkedHashMap<String, ReportFiles>();
        for (YamlNode entry : node.mapping().values()) {
            Map<String, YamlNode> parts = entry.mapping(REPORT);
            reports.put(
                    entry.key(),
                    new ReportFiles(
                            parts.containsKey("files") ? YamlNode.texts(parts, "files") : List.of("**/*"),
                            YamlNode.text(parts, "base-directory"),
                            YamlNode.flag(parts, "discard-paths"),
                            format(parts)));
        }
        if (reports.size() > MAX_REPORT_GROUPS) {
            throw node.wrong(
                    "a build can have %d report groups at most, not %d".formatted(MAX_REPORT_GROUPS, reports.size()));
        }
        return reports;
    }

    private static ReportFormat format(Map<String, YamlNode> parts) throws BuildspecException {
        if (!parts.containsKey("file-format")) {
            return ReportFormat.JUNITXML;
        }
        YamlNode format = parts.get("file-format");
        return switch (format.text().toUpperCase(Locale.ROOT)) {
            case "JUNITXML" -> ReportFormat.JUNITXML;
            case "CUCUMBERJSON" -> ReportFormat.CUCUMBERJSON;
            default ->
                throw format.wrong(
                        "the report format %s is not emulated by the local cloud, use JUNITXML or CUCUMBERJSON"
                                .formatted(format.text()));
        };
    }
}
