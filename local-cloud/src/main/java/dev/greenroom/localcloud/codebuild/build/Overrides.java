package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.model.Emulated;
import dev.greenroom.localcloud.codebuild.project.ProjectRules;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** Puts what a request overrides over the settings of its project. */
final class Overrides {
    private static final Emulated EMULATED = Emulated.allBut(
            "sourceAuthOverride",
            "gitSubmodulesConfigOverride.fetchSubmodules",
            "insecureSslOverride",
            "reportBuildStatusOverride",
            "buildStatusConfigOverride",
            "certificateOverride",
            "registryCredentialOverride",
            "debugSessionEnabled",
            "fleetOverride",
            "hostKernelOverride",
            "autoRetryLimitOverride",
            "logsConfigOverride.s3Logs.location");

    private Overrides() {}

    static BuildSettings apply(Project project, StartBuildRequest request) {
        EMULATED.check(request);
        ProjectRules.checkVariables(request.environmentVariablesOverride());
        Optional<PipelineBuild> pipeline = PipelineBuild.of(request);
        Project effective = effective(project, request);
        ProjectRules.checkSettings(effective);
        if (effective.source().type() == SourceType.CODEPIPELINE && pipeline.isEmpty()) {
            throw CodeBuildErrors.invalidInput(
                    "Project %s has source type CODEPIPELINE and can only be started by CodePipeline"
                            .formatted(project.name()));
        }
        return new BuildSettings(
                effective,
                request.environmentVariablesOverride(),
                pipeline,
                Optional.ofNullable(request.sourceVersion())
                        .or(() -> Optional.ofNullable(project.sourceVersion()))
                        .filter(version -> !version.isEmpty()),
                request);
    }

    private static Project effective(Project project, StartBuildRequest request) {
        Project.Builder effective = project.toBuilder()
                .source(source(project.source(), request))
                .environment(environment(project.environment(), request));
        set(request.artifactsOverride(), effective::artifacts);
        set(request.cacheOverride(), effective::cache);
        set(request.serviceRoleOverride(), effective::serviceRole);
        set(request.timeoutInMinutesOverride(), effective::timeoutInMinutes);
        set(request.queuedTimeoutInMinutesOverride(), effective::queuedTimeoutInMinutes);
        set(request.encryptionKeyOverride(), effective::encryptionKey);
        set(request.logsConfigOverride(), effective::logsConfig);
        if (request.hasSecondarySourcesOverride()) {
            effective.secondarySources(request.secondarySourcesOverride());
        }
        if (request.hasSecondarySourcesVersionOverride()) {
            effective.secondarySourceVersions(request.secondarySourcesVersionOverride());
        }
        if (request.hasSecondaryArtifactsOverride()) {
            effective.secondaryArtifacts(request.secondaryArtifactsOverride());
        }
        return effective.build();
    }

    private static ProjectSource source(ProjectSource source, StartBuildRequest request) {
        ProjectSource.Builder effective = source.toBuilder();
        set(request.sourceTypeOverride(), effective::type);
        set(request.sourceLocationOverride(), effective::location);
        set(request.buildspecOverride(), effective::buildspec);
        set(request.gitCloneDepthOverride(), effective::gitCloneDepth);
        return effective.build();
    }

    private static ProjectEnvironment environment(ProjectEnvironment environment, StartBuildRequest request) {
        ProjectEnvironment.Builder effective = environment.toBuilder();
        set(request.environmentTypeOverride(), effective::type);
        set(request.imageOverride(), effective::image);
        set(request.computeTypeOverride(), effective::computeType);
        set(request.privilegedModeOverride(), effective::privilegedMode);
        set(request.imagePullCredentialsTypeOverride(), effective::imagePullCredentialsType);
        return effective.build();
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
