package dev.greenroom.cli;

import dev.greenroom.localcloud.Examination;
import dev.greenroom.localcloud.Finding;
import dev.greenroom.localcloud.LocalCloudOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Tells what this machine has and lacks, and the command that fixes it. Exit code 1 when something"
                + " that is needed is missing.")
final class DoctorCommand extends ShowcaseCommand {
    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new Examination(LocalCloudOptions.defaults()).examine();
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

    private static Map<String, Object> asJson(Finding finding) {
        var result = new LinkedHashMap<String, Object>();
        result.put("what", finding.what());
        result.put("good", finding.isGood());
        result.put("state", finding.state());
        finding.remedy().ifPresent(remedy -> result.put("remedy", remedy));
        return result;
    }
}
