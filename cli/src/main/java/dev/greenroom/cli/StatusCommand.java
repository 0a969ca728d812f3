package dev.greenroom.cli;

import dev.greenroom.infra.aws.AwsClients;
import java.net.URI;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows where everything listens and which release is where.")
final class StatusCommand extends ShowcaseCommand {
    @Override
    public Integer call() throws InterruptedException {
        URI endpoint = cloud().requireEndpoint();
        cloud().requireWell(endpoint);
        try (AwsClients aws = LocalAws.clients(endpoint)) {
            var environments = quietShowcase(aws).environments();
            if (options().wantsJson()) {
                Report.json(out(), StatusReport.asJson(endpoint, environments));
            } else {
                StatusReport.print(out(), endpoint, environments);
            }
        }
        return ExitCode.DONE.code();
    }
}
