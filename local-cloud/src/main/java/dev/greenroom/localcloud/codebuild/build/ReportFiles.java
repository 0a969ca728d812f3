package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.codebuild.archive.FileSelection;
import dev.greenroom.localcloud.codebuild.archive.NoMatchException;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.codebuild.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.Report;

/** Makes reports of the files that a buildspec names. */
final class ReportFiles {
    /** All of them are needed for a report, as AWS does it by separate calls. */
    private static final List<String> ACTIONS =
            List.of("codebuild:CreateReport", "codebuild:BatchPutTestCases", "codebuild:UpdateReport");

    private final BuildEntry entry;
    private final Reports reports;
    private final BuildRole role;
    private final BuildLog log;

    ReportFiles(BuildEntry entry, Reports reports, BuildRole role, BuildLog log) {
        this.entry = entry;
        this.reports = reports;
        this.role = role;
        this.log = log;
    }

    /** Returns what fails the build once all else is uploaded. */
    Optional<PhaseFailedException> publish(Buildspec buildspec, Path source) {
        if (!buildspec.reports().isEmpty()) {
            log.say("Preparing to copy test report files");
        }
        var problems = new ArrayList<String>();
        buildspec.reports().forEach((group, files) -> publish(group, files, source)
                .ifPresent(problem -> problems.add("%s: [%s]".formatted(group, problem))));
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(PhaseFailedException.client(
                        "Error in UPLOAD_ARTIFACTS phase: [%s]".formatted(String.join(", ", problems))));
    }

    /** Returns what is wrong with the report, which is incomplete then. */
    private Optional<String> publish(String group, Buildspec.ReportFiles wanted, Path source) {
        Build build = entry.build();
        try {
            requirePermissions(build.projectName(), group);
            Collection<Path> files = new FileSelection(wanted.files(), List.of(), wanted.baseDirectory(), false)
                    .in(source)
                    .values();
            note(reports.publish(build.projectName(), build.arn(), group, wanted.format(), files));
            return Optional.empty();
        } catch (NoMatchException e) {
            return incomplete(build, group, "report files not found in build");
        } catch (IOException e) {
            return incomplete(build, group, String.valueOf(e.getMessage()));
        } catch (CodeBuildException | NotAuthorizedException e) {
            log.say("Error processing report %s: %s", group, e.getMessage());
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void requirePermissions(String project, String group) {
        String arn = reports.groupArn(project, group);
        if (!reports.hasGroup(arn)) {
            role.require("codebuild:CreateReportGroup", arn);
        }
        ACTIONS.forEach(action -> role.require(action, arn));
    }

    private Optional<String> incomplete(Build build, String group, String problem) {
        log.say("Error processing report %s: %s", group, problem);
        note(reports.incomplete(build.projectName(), build.arn(), group));
        return Optional.of(problem);
    }

    private void note(Report report) {
        entry.change(changed ->
                changed.reportArns(Stream.concat(entry.build().reportArns().stream(), Stream.of(report.arn()))
                        .toList()));
        log.say(
                "Report %s of %d test(s): %s",
                report.name(), report.testSummary().total(), report.statusAsString());
    }
}
