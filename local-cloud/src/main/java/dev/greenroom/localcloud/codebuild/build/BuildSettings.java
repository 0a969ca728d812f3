package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.PipelineBuild;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/**
 * What a build is about.
 *
 * @param project with the overrides of the request
 * @param overridden variables that stand above those of the project
 * @param request kept to run the build once more
 */
record BuildSettings(
        Project project,
        List<EnvironmentVariable> overridden,
        Optional<PipelineBuild> pipeline,
        Optional<String> sourceVersion,
        StartBuildRequest request) {
    String role() {
        return project.serviceRole();
    }
}
