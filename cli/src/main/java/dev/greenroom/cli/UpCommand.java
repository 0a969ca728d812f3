package dev.greenroom.cli;

import dev.greenroom.cli.git.DeliveryRemote;
import dev.greenroom.cli.progress.Durations;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Delivery;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.StepsArchive;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.localcloud.LocalCloudOptions;
import dev.greenroom.localcloud.RuntimeChoice;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "From nothing to production: starts the local cloud, creates both environments from their templates,"
                        + " builds the service and rolls it out; with --pipeline also what delivers each push. Goes on"
                        + " where an earlier one stopped.")
final class UpCommand extends ShowcaseCommand {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the local cloud's endpoint (default: ${DEFAULT-VALUE}).")
    private int port = LocalCloudOptions.USUAL_PORT;

    @Option(
            names = "--runtime",
            paramLabel = "RUNTIME",
            description = "What things run on: process, docker, or auto, which is docker where an engine answers"
                    + " (default: ${DEFAULT-VALUE}; GREENROOM_RUNTIME sets it too).")
    private String runtime = RuntimeChoice.ofEnvironment().word();

    @Option(
            names = "--database-image",
            paramLabel = "IMAGE",
            description = "What databases run in, in Docker (default: ${DEFAULT-VALUE}).")
    private String databaseImage = LocalCloudOptions.USUAL_DATABASE_IMAGE;

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description = "Roll out the service of this image archive instead of building it.")
    private Optional<Path> archive = Optional.empty();

    @Option(
            names = "--pipeline",
            description = "Also create repository, builds and pipeline, and the git remote 'aws': from then on git push"
                    + " aws delivers.")
    private boolean withPipeline;

    @Override
    public Integer call() throws InterruptedException {
        Instant begun = Instant.now();
        List<Progress.Timing> timings;
        URI endpoint;
        Optional<DeliveryRemote.Advice> push;
        try (CommandLock lock = CommandLock.take(workspace(), "up");
                Progress progress = openProgress();
                InBackground<Releases.Build> build = buildService(progress)) {
            endpoint = startCloud(progress);
            try (AwsClients aws = LocalAws.clients(endpoint)) {
                Showcase showcase = showcase(aws, progress);
                showcase.provision();
                try (InBackground<Boolean> delivery = provisionDelivery(showcase.delivery())) {
                    Image image = push(build.await(), showcase, aws, progress);
                    Parallel.run("install", showcase.environments(), environment -> environment.install(image));
                    push = delivery.await() ? Optional.of(addRemote(showcase.delivery())) : withoutRemote();
                }
            }
            timings = progress.timings();
        }
        report(endpoint, timings, Duration.between(begun, Instant.now()), push);
        return ExitCode.DONE.code();
    }

    /** Behind what is to be known before anything begins. */
    private Progress openProgress() throws InterruptedException {
        cloud().loss().ifPresent(loss -> {
            System.err.println(loss);
            System.err.println("Its log is kept in %s. All of it is made anew now%s."
                    .formatted(workspace().lostCloudLog(), withPipeline ? "" : "; a pipeline only by up --pipeline"));
            workspace().remote().remove(); // it leads nowhere now
        });
        return options().openProgress();
    }

    private InBackground<Releases.Build> buildService(Progress progress) {
        Progress.Step step = progress.begin(archive.isPresent() ? "Read the service" : "Build the service");
        return InBackground.start("build-service", () -> {
            Releases releases = new Releases(workspace());
            Releases.Build build =
                    archive.isPresent() ? releases.take(archive.get()) : releases.build(Optional.empty(), step);
            step.done();
            return build;
        });
    }

    private RuntimeChoice runtime() {
        try {
            return RuntimeChoice.parse(runtime);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, String.valueOf(e.getMessage()), "For example: ./greenroom up --runtime process");
        }
    }

    /** Whether there is one, be it of an earlier {@code up}. */
    private InBackground<Boolean> provisionDelivery(Delivery delivery) {
        return InBackground.start("delivery", () -> {
            if (withPipeline) {
                delivery.provision(StepsArchive.ofThisProgram());
            }
            return delivery.isProvisioned();
        });
    }

    private DeliveryRemote.Advice addRemote(Delivery delivery) {
        return workspace().remote().add(URI.create(delivery.cloneUrl()), delivery.branch(), LocalAws.CREDENTIALS);
    }

    /** What leads to a pipeline that is gone leads nowhere. */
    private Optional<DeliveryRemote.Advice> withoutRemote() {
        workspace().remote().remove();
        return Optional.empty();
    }

    private URI startCloud(Progress progress) throws InterruptedException {
        Progress.Step step = progress.begin("Start the local cloud");
        try {
            URI endpoint = cloud().start(port, runtime().decide(), databaseImage, step);
            step.done();
            return endpoint;
        } catch (CommandFailedException e) {
            step.failed(e.getMessage());
            throw e;
        }
    }

    private Image push(Releases.Build build, Showcase showcase, AwsClients aws, Progress progress)
            throws InterruptedException {
        Progress.Step step = progress.begin("Push release " + build.label());
        Image image = new Releases(workspace()).push(build, showcase.registry().uri(), aws, step);
        step.done();
        return image;
    }

    private void report(
            URI endpoint, List<Progress.Timing> timings, Duration total, Optional<DeliveryRemote.Advice> push) {
        try (AwsClients aws = LocalAws.clients(endpoint)) {
            Showcase showcase = quietShowcase(aws);
            if (options().wantsJson()) {
                var result =
                        new LinkedHashMap<String, Object>(StatusReport.asJson(endpoint, cloud().runtime(), showcase));
                result.put("seconds", total.toMillis() / 1000.0);
                push.ifPresent(advice -> result.put("push", advice.command()));
                Report.json(out(), result);
                return;
            }
            out().println();
            timingTable(timings, total);
            out().println();
            StatusReport.print(out(), endpoint, cloud().runtime(), showcase);
            out().println();
            push.flatMap(DeliveryRemote.Advice::note).ifPresent(out()::println);
            out().println("Next: %s ./greenroom --help has all.".formatted(next(push)));
        }
    }

    private static String next(Optional<DeliveryRemote.Advice> push) {
        return push.map(advice ->
                        "change a line, commit it, %s; ./greenroom pipeline shows it come, ./greenroom approve"
                                        .formatted(advice.command())
                                + " makes it live.")
                .orElse("./greenroom deploy test, look at green, ./greenroom toggle.");
    }

    private void timingTable(List<Progress.Timing> timings, Duration total) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("WHAT", "TOOK"));
        timings.stream()
                .filter(timing -> timing.depth() == 0)
                .forEach(timing -> rows.add(List.of(timing.name(), Durations.text(timing.duration()))));
        rows.add(List.of("All of it, much of it at the same time", Durations.text(total)));
        Report.table(out(), rows);
    }
}
