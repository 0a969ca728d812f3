package dev.greenroom.localcloud.codebuild.project;

import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.model.Emulated;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsConfigStatusType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.SourceType;

/** What a project must be, and what of it is emulated. */
public final class ProjectRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-_]{1,254}");
    private static final int MIN_TIMEOUT = 5;
    private static final int MAX_TIMEOUT = 2160;
    private static final int MAX_QUEUED_TIMEOUT = 480;

    /** By the names of requests; templates have the same but for capital letters. */
    private static final String[] NOT_EMULATED = {
        "vpcConfig",
        "fileSystemLocations",
        "buildBatchConfig",
        "badgeEnabled",
        "concurrentBuildLimit",
        "autoRetryLimit",
        "visibility",
        "resourceAccessRole",
        "triggers",
        "logsConfig.s3Logs.location",
        "environment.certificate",
        "environment.fleet",
        "environment.computeConfiguration",
        "environment.dockerServer",
        "environment.hostKernel",
        "environment.registryCredential",
        "source.auth",
        "source.gitSubmodulesConfig.fetchSubmodules",
        "source.insecureSsl",
        "source.reportBuildStatus",
        "source.buildStatusConfig",
        "secondarySources.auth",
        "secondarySources.gitSubmodulesConfig.fetchSubmodules",
        "artifacts.bucketOwnerAccess",
        "cache.cacheNamespace",
    };

    public static final Emulated EMULATED = Emulated.allBut(NOT_EMULATED);

    private static final Set<SourceType> SOURCES =
            Set.of(SourceType.CODEPIPELINE, SourceType.CODECOMMIT, SourceType.S3, SourceType.NO_SOURCE);

    private ProjectRules() {}

    static void check(Project project) {
        if (project.name() == null || !NAME.matcher(project.name()).matches()) {
            throw CodeBuildErrors.invalidInput("Invalid project name: must match regex %s".formatted(NAME.pattern()));
        }
        require(project.source(), "Project source is required");
        require(project.artifacts(), "Project artifacts is required");
        require(project.environment(), "Project environment is required");
        require(project.serviceRole(), "Invalid input: serviceRole is required");
        checkSettings(project);
    }

    /** What can also be wrong in the overrides of a build. */
    public static void checkSettings(Project project) {
        checkSource(project.source());
        for (ProjectSource source : project.secondarySources()) {
            require(source.sourceIdentifier(), "sourceIdentifier is required for secondary sources");
            checkSource(source);
        }
        checkArtifacts(project);
        checkEnvironment(project.environment());
        checkBetween("timeoutInMinutes", project.timeoutInMinutes(), MAX_TIMEOUT);
        checkBetween("queuedTimeoutInMinutes", project.queuedTimeoutInMinutes(), MAX_QUEUED_TIMEOUT);
        if (project.logsConfig() != null
                && project.logsConfig().cloudWatchLogs() != null
                && project.logsConfig().cloudWatchLogs().status() == LogsConfigStatusType.DISABLED) {
            throw CodeBuildErrors.notEmulated("logsConfig.cloudWatchLogs.status DISABLED");
        }
        if (project.cache() != null && project.cache().type() == CacheType.S3) {
            require(project.cache().location(), "Invalid cache: location is required for cache type S3");
        }
    }

    private static void checkSource(ProjectSource source) {
        require(source.type(), "Invalid project source: type is required");
        if (source.type() == SourceType.UNKNOWN_TO_SDK_VERSION) {
            throw CodeBuildErrors.invalidInput("Invalid project source: type %s".formatted(source.typeAsString()));
        }
        if (!SOURCES.contains(source.type())) {
            throw CodeBuildErrors.notEmulated("source type " + source.typeAsString());
        }
        if (source.type() == SourceType.NO_SOURCE && source.buildspec() == null) {
            throw CodeBuildErrors.invalidInput(
                    "Invalid project source: buildspec is required for source type NO_SOURCE");
        }
        if (source.type() == SourceType.CODECOMMIT || source.type() == SourceType.S3) {
            require(
                    source.location(),
                    "Invalid project source: location is required for source type " + source.typeAsString());
        }
    }

    private static void checkArtifacts(Project project) {
        boolean fromPipeline = project.source().type() == SourceType.CODEPIPELINE;
        if (fromPipeline != (project.artifacts().type() == ArtifactsType.CODEPIPELINE)) {
            throw CodeBuildErrors.invalidInput(
                    "Invalid project: source and artifacts must both be of type CODEPIPELINE or neither of them");
        }
        checkArtifact(project.artifacts());
        project.secondaryArtifacts().forEach(artifact -> {
            require(artifact.artifactIdentifier(), "artifactIdentifier is required for secondary artifacts");
            checkArtifact(artifact);
        });
    }

    private static void checkArtifact(ProjectArtifacts artifacts) {
        if (artifacts.type() == null || artifacts.type() == ArtifactsType.UNKNOWN_TO_SDK_VERSION) {
            throw CodeBuildErrors.invalidInput("Invalid artifacts: artifact type must be set");
        }
        if (artifacts.type() == ArtifactsType.S3) {
            require(artifacts.location(), "Invalid artifacts: location is required for artifact type S3");
        }
    }

    private static void checkEnvironment(ProjectEnvironment environment) {
        require(environment.type(), "Invalid environment: type is required");
        require(environment.image(), "Invalid environment: image is required");
        require(environment.computeType(), "Invalid environment: computeType is required");
        switch (environment.type()) {
            case LINUX_CONTAINER, ARM_CONTAINER -> {}
            case UNKNOWN_TO_SDK_VERSION ->
                throw CodeBuildErrors.invalidInput("Invalid environment: type " + environment.typeAsString());
            default -> throw CodeBuildErrors.notEmulated("environment type " + environment.typeAsString());
        }
        checkVariables(environment.environmentVariables());
    }

    public static void checkVariables(Iterable<EnvironmentVariable> variables) {
        for (EnvironmentVariable variable : variables) {
            if (variable.name() == null || variable.name().isEmpty() || variable.value() == null) {
                throw CodeBuildErrors.invalidInput("Invalid environment variable: name and value are required");
            }
            if (variable.name().startsWith("CODEBUILD_")) {
                throw CodeBuildErrors.invalidInput(
                        "Invalid environment variable: %s, names that start with CODEBUILD_ are reserved"
                                .formatted(variable.name()));
            }
        }
    }

    private static void checkBetween(String what, @Nullable Integer minutes, int max) {
        if (minutes != null && (minutes < MIN_TIMEOUT || minutes > max)) {
            throw CodeBuildErrors.invalidInput(
                    "Invalid %s: must be between %d and %d".formatted(what, MIN_TIMEOUT, max));
        }
    }

    private static void require(@Nullable Object value, String message) {
        if (value == null) {
            throw CodeBuildErrors.invalidInput(message);
        }
    }
}
