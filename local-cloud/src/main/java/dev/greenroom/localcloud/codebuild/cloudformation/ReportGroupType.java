package dev.greenroom.localcloud.codebuild.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.codebuild.report.ReportGroups;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** AWS::CodeBuild::ReportGroup. */
final class ReportGroupType implements ResourceType {
    private static final int MAX_NAME = 128;

    private final CodeBuildClient codeBuild;

    ReportGroupType(CodeBuildClient codeBuild) {
        this.codeBuild = requireNonNull(codeBuild, "codeBuild is null");
    }

    @Override
    public String name() {
        return "AWS::CodeBuild::ReportGroup";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        Set<String> lacking = new TreeSet<>(ReportGroups.EMULATED.lacking(properties.tree()));
        properties.text("Type").filter("CODE_COVERAGE"::equals).ifPresent(type -> lacking.add("Type CODE_COVERAGE"));
        return lacking;
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("Name").orElseGet(() -> request.generatedName(MAX_NAME));
        String arn = codeBuild
                .createReportGroup(request.properties()
                        .without("Tags", "DeleteReports")
                        .to(CreateReportGroupRequest.builder())
                        .name(name)
                        .tags(tags(request))
                        .build())
                .reportGroup()
                .arn();
        request.initiated(arn);
        return new ResourceState(arn, Map.of("Arn", arn));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        codeBuild.updateReportGroup(update -> update.arn(current.physicalId()).tags(tags(request)));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        codeBuild.deleteReportGroup(delete -> delete.arn(current.physicalId())
                .deleteReports(request.properties().bool("DeleteReports").orElse(false)));
    }

    private static List<Tag> tags(ResourceRequest request) {
        return Tags.as(
                request.tags(),
                (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
