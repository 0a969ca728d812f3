package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.codebuild.archive.FileSelection;
import dev.greenroom.localcloud.codebuild.archive.NoMatchException;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.codebuild.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.Report;

/** Makes reports of the files that a buildspec names. What goes wrong is logged and fails no build. */
final class ReportFiles {
    private final BuildEntry entry;
    private final Reports reports;
    private final BuildLog log;

    ReportFiles(BuildEntry entry, Reports reports, BuildLog log) {
        this.entry = entry;
        this.reports = reports;
        this.log = log;
    }

    void publish(Buildspec buildspec, Path source) {
        if (!buildspec.reports().isEmpty()) {
            log.say("Preparing to copy test report files");
        }
        buildspec.reports().forEach((group, files) -> publish(group, files, source));
    }

    private void publish(String group, Buildspec.ReportFiles wanted, Path source) {
        Build build = entry.build();
        try {
            List<Path> files = List.copyOf(new FileSelection(wanted.files(), List.of(), wanted.baseDirectory(), false)
                    .in(source)
                    .values());
            Report report = reports.publish(build.projectName(), build.arn(), group, wanted.format(), files);
            List<String> arns = new ArrayList<>(build.reportArns());
            arns.add(report.arn());
            entry.change(changed -> changed.reportArns(arns));
            log.say(
                    "Report %s of %d test(s): %s",
                    report.name(), report.testSummary().total(), report.statusAsString());
        } catch (NoMatchException e) {
            log.say("Error processing report %s: no matching report paths found", group);
        } catch (IOException | CodeBuildException e) {
            log.say("Error processing report %s: %s", group, e.getMessage());
        }
    }
}
