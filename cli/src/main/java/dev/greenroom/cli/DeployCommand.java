package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.EnvironmentStatus;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.Slot;
import dev.greenroom.infra.SlotStatus;
import dev.greenroom.infra.aws.AwsClients;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deploy",
        description =
                "Builds the service and rolls it out: to dev, or to the green slot of test, where no end user sees it.")
final class DeployCommand extends ShowcaseCommand {
    @Parameters(paramLabel = "dev|test", description = "Environment to deploy to.")
    private String environmentName = "";

    @Option(
            names = "--image",
            paramLabel = "TAG",
            description = "Deploy the release that was pushed with this tag instead.")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "What the release calls itself (default: commit and content).")
    private Optional<String> label = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Image image;
        Slot slot;
        EnvironmentStatus status;
        try (CommandLock lock = CommandLock.take(workspace(), "deploy");
                AwsClients aws = aws();
                Progress progress = options().openProgress()) {
            Showcase showcase = showcase(aws, progress);
            Environment environment = showcase.environment(environmentName);
            requireProvisioned(environment.status());
            image = tag.isPresent() ? showcase.registry().image(tag.get()) : buildAndPush(showcase, aws, progress);
            slot = environment.deploy(image);
            status = environment.status();
        }
        report(image, slot, status);
        return ExitCode.DONE.code();
    }

    private Image buildAndPush(Showcase showcase, AwsClients aws, Progress progress) throws InterruptedException {
        Releases releases = new Releases(workspace());
        Progress.Step building = progress.begin("Build the service");
        Releases.Build build = releases.build(label, building);
        building.done();
        Progress.Step pushing = progress.begin("Push release " + build.label());
        Image image = releases.push(build, showcase.registry().uri(), aws, pushing);
        pushing.done();
        return image;
    }

    private void report(Image image, Slot slot, EnvironmentStatus status) {
        SlotStatus deployed = status.slots().stream()
                .filter(each -> each.slot() == slot)
                .findFirst()
                .orElseThrow();
        String role = deployed.role().name().toLowerCase(Locale.ROOT);
        if (options().wantsJson()) {
            var result = new LinkedHashMap<String, Object>();
            result.put("environment", status.name());
            result.put("slot", slot.toString());
            result.put("role", role);
            result.put("image", image.toString());
            result.put("url", deployed.url());
            Report.json(out(), result);
        } else {
            out().println("%s of %s (slot %s) runs %s at %s"
                    .formatted(role, status.name(), slot, image.digest(), deployed.url()));
        }
    }
}
