package dev.greenroom.localcloud.codebuild.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.codebuild.project.ProjectRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.LogsConfig;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.Tag;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;

/** AWS::CodeBuild::Project. */
final class ProjectType implements ResourceType {
    private static final int MAX_NAME = 150;
    private static final int DEFAULT_TIMEOUT = 60;
    private static final int DEFAULT_QUEUED_TIMEOUT = 480;

    private final CodeBuildClient codeBuild;

    ProjectType(CodeBuildClient codeBuild) {
        this.codeBuild = requireNonNull(codeBuild, "codeBuild is null");
    }

    @Override
    public String name() {
        return "AWS::CodeBuild::Project";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        return ProjectRules.EMULATED.lacking(properties.tree());
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("Name").orElseGet(() -> request.generatedName(MAX_NAME));
        Project project = codeBuild
                .createProject(request.properties()
                        .without("Tags")
                        .to(CreateProjectRequest.builder())
                        .name(name)
                        .tags(tags(request))
                        .build())
                .project();
        request.initiated(name);
        return new ResourceState(name, Map.of("Arn", project.arn()));
    }

    /** What the template leaves out is as if it had never been set. */
    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        UpdateProjectRequest.Builder update = UpdateProjectRequest.builder()
                .description("")
                .sourceVersion("")
                .timeoutInMinutes(DEFAULT_TIMEOUT)
                .queuedTimeoutInMinutes(DEFAULT_QUEUED_TIMEOUT)
                .cache(ProjectCache.builder().type("NO_CACHE").build())
                .logsConfig(LogsConfig.builder().build())
                .secondarySources(List.of())
                .secondarySourceVersions(List.of())
                .secondaryArtifacts(List.of());
        codeBuild.updateProject(request.properties()
                .without("Tags")
                .to(update)
                .name(current.physicalId())
                .tags(tags(request))
                .build());
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        codeBuild.deleteProject(delete -> delete.name(current.physicalId()));
    }

    private static List<Tag> tags(ResourceRequest request) {
        return Tags.as(
                request.tags(),
                (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
