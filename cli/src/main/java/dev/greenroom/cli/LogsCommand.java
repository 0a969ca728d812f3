package dev.greenroom.cli;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.Slot;
import dev.greenroom.infra.SlotStatus;
import dev.greenroom.infra.aws.AwsClients;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

@Command(
        name = "logs",
        description = "Shows what a release logs: the one in dev, or in the blue or green slot of test."
                + " Follows the role, not the slot, across a toggle.")
final class LogsCommand extends ShowcaseCommand {
    private static final long POLL_MILLIS = 500;

    @Parameters(paramLabel = "dev|blue|green", description = "Whose.")
    private String whose = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "How many lines from the past (default: ${DEFAULT-VALUE}).")
    private int count = 100;

    @Override
    public Integer call() throws InterruptedException {
        try (AwsClients aws = aws()) {
            Environment environment = quietShowcase(aws).environment(environmentName());
            List<FilteredLogEvent> past = read(aws, environment, Instant.EPOCH);
            past.subList(Math.max(0, past.size() - count), past.size()).forEach(this::print);
            Set<String> seen = new HashSet<>();
            past.forEach(event -> seen.add(event.eventId()));
            while (follow) {
                Thread.sleep(POLL_MILLIS);
                read(aws, environment, Instant.now().minusSeconds(60)).stream()
                        .filter(event -> seen.add(event.eventId()))
                        .forEach(this::print);
            }
        }
        return ExitCode.DONE.code();
    }

    private String environmentName() {
        return switch (whose) {
            case "dev" -> "dev";
            case "blue", "green" -> "test";
            default ->
                throw new CommandFailedException(
                        ExitCode.USAGE, "There are no logs of '%s'".formatted(whose), "Ask for dev, blue or green.");
        };
    }

    private List<FilteredLogEvent> read(AwsClients aws, Environment environment, Instant since) {
        Role role = whose.equals("green") ? Role.GREEN : Role.BLUE;
        Slot slot = requireProvisioned(environment.status()).slots().stream()
                .filter(each -> each.role() == role)
                .map(SlotStatus::slot)
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.NOT_THERE,
                        "%s has no %s slot"
                                .formatted(environment.name(), role.name().toLowerCase(Locale.ROOT)),
                        "Ask for dev, blue or green."));
        String group = environment.logGroup(slot);
        return aws
                .logs()
                .filterLogEventsPaginator(filter -> filter.logGroupName(group).startTime(since.toEpochMilli()))
                .events()
                .stream()
                .toList();
    }

    private void print(FilteredLogEvent event) {
        out().println(event.message().stripTrailing());
    }
}
