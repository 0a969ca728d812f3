package dev.greenroom.cli;

import dev.greenroom.cli.git.Git;
import dev.greenroom.localcloud.Examination;
import dev.greenroom.localcloud.Finding;
import dev.greenroom.localcloud.LocalCloudOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Tells what this machine has and lacks, and the command that fixes it. Exit code 1 when something"
                + " that is needed is missing.")
final class DoctorCommand extends ShowcaseCommand {
    @Override
    public Integer call() throws InterruptedException {
        var findings = new ArrayList<>(new Examination(LocalCloudOptions.defaults()).examine());
        findings.add(git());
        if (options().wantsJson()) {
            Report.json(
                    out(),
                    Map.of(
                            "findings",
                            findings.stream().map(DoctorCommand::asJson).toList()));
        } else {
            findings.forEach(finding -> {
                out().println("%s %s: %s".formatted(finding.isGood() ? "✔" : "✘", finding.what(), finding.state()));
                finding.remedy().ifPresent(remedy -> out().println("    " + remedy));
            });
        }
        boolean isWell = findings.stream().allMatch(Finding::isGood);
        return isWell ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }

    private static Finding git() {
        return Git.version()
                .map(version -> new Finding("git", true, version, Optional.empty()))
                .orElseGet(() -> new Finding(
                        "git",
                        false,
                        "there is none on the PATH, so nothing can be pushed to the pipeline",
                        Optional.of("Install it, for example: sudo apt install git")));
    }

    private static Map<String, Object> asJson(Finding finding) {
        var result = new LinkedHashMap<String, Object>();
        result.put("what", finding.what());
        result.put("good", finding.isGood());
        result.put("state", finding.state());
        finding.remedy().ifPresent(remedy -> result.put("remedy", remedy));
        return result;
    }
}
