package dev.greenroom.cli;

import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.aws.AwsClients;
import java.net.URI;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Shows where everything listens, which release is where, and what the pipeline does.")
final class StatusCommand extends ShowcaseCommand {
    @Override
    public Integer call() throws InterruptedException {
        URI endpoint = cloud().requireEndpoint();
        cloud().requireWell(endpoint);
        try (AwsClients aws = LocalAws.clients(endpoint)) {
            Showcase showcase = quietShowcase(aws);
            if (options().wantsJson()) {
                Report.json(out(), StatusReport.asJson(endpoint, cloud().runtime(), showcase));
            } else {
                StatusReport.print(out(), endpoint, cloud().runtime(), showcase);
            }
        }
        return ExitCode.DONE.code();
    }
}
