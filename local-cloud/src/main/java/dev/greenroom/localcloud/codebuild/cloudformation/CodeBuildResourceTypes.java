package dev.greenroom.localcloud.codebuild.cloudformation;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;

/** The resource types of CodeBuild. */
public final class CodeBuildResourceTypes {
    private CodeBuildResourceTypes() {}

    public static List<ResourceType> of(CodeBuildClient codeBuild) {
        return List.of(new ProjectType(codeBuild), new ReportGroupType(codeBuild));
    }
}
