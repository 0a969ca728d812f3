package dev.greenroom.localcloud.codebuild.report;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.ReportFormat;
import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.report.TestResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codebuild.model.Report;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.ReportStatusType;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.TestCase;

/** The reports of a region, oldest first. Its monitor guards them. */
public final class Reports {
    private static final Duration KEPT = Duration.ofDays(30);

    private final AwsScope scope;
    private final ReportGroups groups;
    private final Clock clock;
    private final Map<String, Report> byArn = new LinkedHashMap<>();
    private final Map<String, List<TestCase>> cases = new LinkedHashMap<>();

    public Reports(AwsScope scope, ReportGroups groups, Clock clock) {
        this.scope = requireNonNull(scope, "scope is null");
        this.groups = requireNonNull(groups, "groups is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Makes a report of the files of one build.
     *
     * @param group ARN of a report group, or the name of one of the project's own, made where there is none
     * @throws IOException when a file is not of the format
     */
    public Report publish(String project, String buildArn, String group, ReportFormat format, Collection<Path> files)
            throws IOException {
        var results = new ArrayList<TestResult>();
        for (Path file : files) {
            results.addAll(format == ReportFormat.JUNITXML ? JUnitXml.read(file) : CucumberJson.read(file));
        }
        Report report = report(project, buildArn, group)
                .status(isGood(results) ? ReportStatusType.SUCCEEDED : ReportStatusType.FAILED)
                .testSummary(summary -> summary.total(results.size())
                        .statusCounts(counts(results))
                        .durationInNanoSeconds(results.stream()
                                .mapToLong(result -> result.duration().toNanos())
                                .sum()))
                .build();
        add(report, results);
        return report;
    }

    /** Makes a report of which only is known that it could not be made. */
    public Report incomplete(String project, String buildArn, String group) {
        Report report = report(project, buildArn, group)
                .status(ReportStatusType.INCOMPLETE)
                .testSummary(summary ->
                        summary.total(0).statusCounts(counts(List.of())).durationInNanoSeconds(0L))
                .build();
        add(report, List.of());
        return report;
    }

    /** The ARN of the group that a buildspec of the project means, whether there is one or not. */
    public String groupArn(String project, String group) {
        return groups.arn(project, group);
    }

    public boolean hasGroup(String arn) {
        return groups.find(arn).isPresent();
    }

    private Report.Builder report(String project, String buildArn, String group) {
        ReportGroup owner = groups.forBuild(project, group);
        Instant now = clock.instant();
        String name = "%s:%s".formatted(owner.name(), UUID.randomUUID());
        return Report.builder()
                .arn(scope.arn("codebuild", "report/" + name))
                .type(ReportType.TEST)
                .name(name)
                .reportGroupArn(owner.arn())
                .executionId(buildArn)
                .created(now)
                .expired(now.plus(KEPT))
                .exportConfig(owner.exportConfig())
                .truncated(false);
    }

    public synchronized List<Report> all() {
        return List.copyOf(byArn.values());
    }

    public synchronized Optional<Report> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    public synchronized List<TestCase> testCases(String reportArn) {
        List<TestCase> found = cases.get(reportArn);
        if (found == null) {
            throw CodeBuildErrors.reportNotFound(reportArn);
        }
        return found;
    }

    public synchronized void deleteOf(String groupArn) {
        byArn.values().removeIf(report -> report.reportGroupArn().equals(groupArn));
        cases.keySet().retainAll(byArn.keySet());
    }

    private synchronized void add(Report report, List<TestResult> results) {
        byArn.put(report.arn(), report);
        cases.put(
                report.arn(),
                results.stream().map(result -> testCase(report, result)).toList());
    }

    private static TestCase testCase(Report report, TestResult result) {
        return TestCase.builder()
                .reportArn(report.arn())
                .prefix(result.prefix())
                .name(result.name())
                .status(result.status().name())
                .durationInNanoSeconds(result.duration().toNanos())
                .message(result.message())
                .expired(report.expired())
                .build();
    }

    private static boolean isGood(List<TestResult> results) {
        return results.stream()
                .allMatch(result -> result.status() == Status.SUCCEEDED || result.status() == Status.SKIPPED);
    }

    private static Map<String, Integer> counts(List<TestResult> results) {
        var counts = new LinkedHashMap<String, Integer>();
        for (Status status : Status.values()) {
            counts.put(status.name(), (int)
                    results.stream().filter(result -> result.status() == status).count());
        }
        return counts;
    }
}
