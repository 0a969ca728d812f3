package dev.greenroom.localcloud.codebuild.report;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.model.Emulated;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfig;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfigType;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.ReportGroupStatusType;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.Tag;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupRequest;

/** The report groups of a region. Its monitor guards them. */
public final class ReportGroups {
    public static final Emulated EMULATED = Emulated.allBut("exportConfig.s3Destination");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-_]{1,127}");
    private static final ReportExportConfig NO_EXPORT = ReportExportConfig.builder()
            .exportConfigType(ReportExportConfigType.NO_EXPORT)
            .build();

    private final AwsScope scope;
    private final Clock clock;
    private final Map<String, ReportGroup> byArn = new LinkedHashMap<>();

    public ReportGroups(AwsScope scope, Clock clock) {
        this.scope = requireNonNull(scope, "scope is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public ReportGroup create(CreateReportGroupRequest request) {
        EMULATED.check(request);
        if (request.name() == null || !NAME.matcher(request.name()).matches()) {
            throw CodeBuildErrors.invalidInput(
                    "Invalid report group name: must match regex %s".formatted(NAME.pattern()));
        }
        if (request.type() != ReportType.TEST) {
            throw CodeBuildErrors.notEmulated("report type " + request.typeAsString());
        }
        return add(request.name(), request.tags());
    }

    public synchronized ReportGroup update(UpdateReportGroupRequest request) {
        EMULATED.check(request);
        ReportGroup current = find(request.arn()).orElseThrow(() -> CodeBuildErrors.reportGroupNotFound(request.arn()));
        ReportGroup.Builder changed = current.toBuilder().lastModified(clock.instant());
        if (request.hasTags()) {
            changed.tags(request.tags());
        }
        byArn.put(current.arn(), changed.build());
        return changed.build();
    }

    /** Succeeds when there is none. */
    public synchronized void delete(String arn) {
        byArn.remove(arn);
    }

    public synchronized Optional<ReportGroup> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    public synchronized List<ReportGroup> all() {
        return List.copyOf(byArn.values());
    }

    /** The group that a buildspec means by its ARN, or by a name that stands after that of the project. */
    synchronized ReportGroup forBuild(String project, String nameOrArn) {
        Optional<ReportGroup> found = find(arn(project, nameOrArn));
        if (found.isEmpty() && nameOrArn.startsWith("arn:")) {
            throw CodeBuildErrors.reportGroupNotFound(nameOrArn);
        }
        return found.orElseGet(() -> add(project + "-" + nameOrArn, List.of()));
    }

    String arn(String project, String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : arn(project + "-" + nameOrArn);
    }

    private synchronized ReportGroup add(String name, List<Tag> tags) {
        Instant now = clock.instant();
        ReportGroup group = ReportGroup.builder()
                .arn(arn(name))
                .name(name)
                .type(ReportType.TEST)
                .exportConfig(NO_EXPORT)
                .created(now)
                .lastModified(now)
                .tags(tags)
                .status(ReportGroupStatusType.ACTIVE)
                .build();
        if (byArn.putIfAbsent(group.arn(), group) != null) {
            throw CodeBuildErrors.alreadyExists("Report group", group.arn());
        }
        return group;
    }

    private String arn(String name) {
        return scope.arn("codebuild", "report-group/" + name);
    }
}
