package dev.greenroom.cli;

import dev.greenroom.infra.EnvironmentStatus;
import dev.greenroom.infra.SlotStatus;
import dev.greenroom.infra.aws.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "traffic",
        description = "Asks blue and green in a loop and shows which release answers, and each failed request."
                + " Ends with Ctrl-C or after --for; exit code 1 when a request failed.")
final class TrafficCommand extends ShowcaseCommand {
    @Option(names = "--environment", paramLabel = "dev|test", description = "Which one (default: all).")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--role", paramLabel = "blue|green", description = "Which role (default: both).")
    private Optional<String> role = Optional.empty();

    @Option(names = "--for", paramLabel = "SECONDS", description = "How long (default: until Ctrl-C).")
    private Optional<Integer> seconds = Optional.empty();

    @Option(
            names = "--interval",
            paramLabel = "MILLISECONDS",
            defaultValue = "200",
            description = "Pause between two requests to one address (default: ${DEFAULT-VALUE}).")
    private int intervalMillis = 200;

    @Override
    public Integer call() throws InterruptedException {
        List<Asker> askers = askers();
        Instant end = seconds.map(value -> Instant.now().plusSeconds(value)).orElse(Instant.MAX);
        Thread summary = new Thread(() -> summarise(askers), "traffic-summary");
        Runtime.getRuntime().addShutdownHook(summary);
        Parallel.run("traffic", askers, asker -> {
            while (Instant.now().isBefore(end)) {
                asker.askOnce().ifPresent(line -> out().println(line));
                Thread.sleep(intervalMillis);
            }
            return asker;
        });
        boolean anyFailed = askers.stream().anyMatch(asker -> asker.failed() > 0);
        return anyFailed ? ExitCode.FAILED.code() : ExitCode.DONE.code();
    }

    private List<Asker> askers() {
        var askers = new ArrayList<Asker>();
        try (AwsClients aws = aws()) {
            for (var each : quietShowcase(aws).environments()) {
                if (environment.filter(name -> !name.equals(each.name())).isEmpty()) {
                    addAskers(requireProvisioned(each.status()), askers);
                }
            }
        }
        if (askers.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.NOT_THERE,
                    "There is nothing to ask for environment %s and role %s"
                            .formatted(environment.orElse("any"), role.orElse("any")),
                    "Environments are dev and test, roles blue and green; dev has no green slot.");
        }
        return askers;
    }

    private void addAskers(EnvironmentStatus status, List<Asker> askers) {
        for (SlotStatus slot : status.slots()) {
            String name = slot.role().name().toLowerCase(Locale.ROOT);
            if (role.filter(wanted -> !wanted.equals(name)).isEmpty()) {
                askers.add(new Asker(status.name() + " " + name, slot.url(), Duration.ofSeconds(10)));
            }
        }
    }

    private void summarise(List<Asker> askers) {
        if (options().wantsJson()) {
            var result = new LinkedHashMap<String, Object>();
            askers.forEach(asker -> result.put(asker.name(), asker.asJson()));
            Report.json(out(), result);
            return;
        }
        out().println();
        askers.forEach(asker -> out().println(asker.summary()));
    }
}
