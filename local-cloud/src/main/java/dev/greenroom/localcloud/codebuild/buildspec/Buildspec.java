package dev.greenroom.localcloud.codebuild.buildspec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build runs and what becomes of its files.
 *
 * @param phases those that the buildspec has, in the order they run
 * @param secondaryArtifacts by their identifiers
 * @param reports by the name or ARN of their report group
 */
public record Buildspec(
        Environment environment,
        Map<CommandPhase, Phase> phases,
        Optional<Artifact> artifact,
        Map<String, Artifact> secondaryArtifacts,
        List<String> cachePaths,
        Map<String, ReportFiles> reports) {
    /** The phases that have commands. */
    public enum CommandPhase {
        INSTALL,
        PRE_BUILD,
        BUILD,
        POST_BUILD
    }

    /** What follows when a phase fails. */
    public enum OnFailure {
        ABORT,
        CONTINUE
    }

    public enum ReportFormat {
        JUNITXML,
        CUCUMBERJSON
    }

    /** @param gitCredentialHelper whether git may reach CodeCommit with the credentials of the build */
    public record Environment(
            boolean bash,
            Map<String, String> variables,
            Map<String, String> parameterStore,
            Map<String, String> secretsManager,
            List<String> exportedVariables,
            boolean gitCredentialHelper) {
        static final Environment EMPTY = new Environment(false, Map.of(), Map.of(), Map.of(), List.of(), false);
    }

    /**
     * @param lastly run after the commands, whether they failed or not
     * @param onFailure empty where the usual order of phases holds
     */
    public record Phase(
            List<String> commands,
            List<String> lastly,
            Optional<OnFailure> onFailure,
            Map<String, String> runtimeVersions) {}

    /** @param name with variables of the shell in it */
    public record Artifact(
            List<String> files,
            List<String> excludePaths,
            Optional<String> baseDirectory,
            boolean discardPaths,
            Optional<String> name) {}

    public record ReportFiles(
            List<String> files, Optional<String> baseDirectory, boolean discardPaths, ReportFormat format) {}
}
