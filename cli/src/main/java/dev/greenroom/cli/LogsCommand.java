package dev.greenroom.cli;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.Slot;
import dev.greenroom.infra.aws.AwsClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Shows what a release logs: the one in dev, or in the blue or green slot of test."
                + " Follows the role, not the slot, across a toggle. JSON is one object a line: at, slot, text.")
final class LogsCommand extends ShowcaseCommand {
    private static final long POLL_MILLIS = 500;
    private static final int USUAL_COUNT = 100;

    @Parameters(paramLabel = "dev|blue|green", description = "Whose.")
    private String whose = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            description = "How many lines from the past (default: 100, or all since --since).")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "AGO",
            converter = Ago.class,
            description = "How far to look back: 30s, 5m, 2h or 1d.")
    private Optional<Duration> since = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        String environment = environmentName();
        try (AwsClients aws = aws()) {
            Role role = whose.equals("green") ? Role.GREEN : Role.BLUE;
            show(quietShowcase(aws).environment(environment), role, aws, Clock.systemUTC());
        }
        return ExitCode.DONE.code();
    }

    /** Returns at the end of the past, or, when it follows, never. */
    void show(Environment environment, Role role, AwsClients aws, Clock clock) throws InterruptedException {
        Instant from = since.map(clock.instant()::minus).orElse(Instant.EPOCH);
        RoleLog log = new RoleLog(environment, role, aws.logs(), from, clock);
        List<RoleLog.Line> past = log.next();
        int shown = count.orElse(since.isPresent() ? Integer.MAX_VALUE : USUAL_COUNT);
        past.subList(Math.max(0, past.size() - shown), past.size()).forEach(this::print);
        Optional<Slot> slot = log.slot();
        while (follow) {
            Thread.sleep(POLL_MILLIS);
            List<RoleLog.Line> lines = log.next();
            if (!log.slot().equals(slot)) {
                slot = log.slot();
                System.err.printf(
                        "-- %s is slot %s now%n",
                        role.name().toLowerCase(Locale.ROOT),
                        slot.map(Slot::toString).orElse("none"));
            }
            lines.forEach(this::print);
        }
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

    private void print(RoleLog.Line line) {
        if (!options().wantsJson()) {
            out().println(line.text());
            return;
        }
        var json = new LinkedHashMap<String, String>();
        json.put("at", line.at().toString());
        json.put("slot", line.slot().toString());
        json.put("text", line.text());
        Report.jsonLine(out(), json);
    }
}
