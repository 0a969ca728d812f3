package dev.greenroom.cli;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * What the releases in one role log, whichever slot has that role. When the roles are swapped it goes on with the other
 * slot: from the last moment at which that was not so, and for a while still with what the former slot had to say until
 * then, so that no line is lost; and no line is told twice. Used by one thread.
 */
final class RoleLog {
    /** How long after it was logged a line may become readable. */
    private static final Duration DELAY = Duration.ofSeconds(15);

    private final Environment environment;
    private final Role role;
    private final CloudWatchLogsClient logs;
    private final Clock clock;
    private final Map<String, Instant> told = new HashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private Instant readUntil;

    /** @param since the first moment of interest */
    RoleLog(Environment environment, Role role, CloudWatchLogsClient logs, Instant since, Clock clock) {
        this.environment = requireNonNull(environment, "environment is null");
        this.role = requireNonNull(role, "role is null");
        this.logs = requireNonNull(logs, "logs is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.readUntil = since;
    }

    record Line(Instant at, Slot slot, String text) {}

    /** A log group from when to when. */
    private record Section(Slot slot, String group, Instant from, Instant until) {
        Section endedAt(Instant end) {
            return new Section(slot, group, from, end);
        }
    }

    /** The slot that was last read from; empty before the first time. */
    Optional<Slot> slot() {
        return sections.isEmpty()
                ? Optional.empty()
                : Optional.of(sections.get(sections.size() - 1).slot());
    }

    /**
     * What was logged since the last time, oldest first.
     *
     * @throws CommandFailedException when no slot has the role
     */
    List<Line> next() {
        // CloudWatch Logs knows no more than milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        followRole(now);
        Instant recent = now.minus(DELAY);
        var lines = new ArrayList<Line>();
        sections.forEach(section -> read(section, lines));
        lines.sort(Comparator.comparing(Line::at));
        sections.removeIf(section -> section.until().isBefore(recent));
        told.values().removeIf(recent::isAfter);
        readUntil = now;
        return lines;
    }

    private void followRole(Instant now) {
        Slot slot = environment.slot(role).orElseThrow(this::nobody);
        if (slot().equals(Optional.of(slot))) {
            return;
        }
        if (!sections.isEmpty()) {
            sections.add(sections.remove(sections.size() - 1).endedAt(now));
        }
        sections.add(new Section(slot, environment.logGroup(slot), readUntil, Instant.MAX));
    }

    private void read(Section section, List<Line> lines) {
        // What is older than that was readable the last time, however long ago that was.
        Instant recent = readUntil.minus(DELAY);
        Instant from = section.from().isAfter(recent) ? section.from() : recent;
        logs
                .filterLogEventsPaginator(filter -> {
                    filter.logGroupName(section.group()).startTime(from.toEpochMilli());
                    if (section.until().isBefore(Instant.MAX)) {
                        filter.endTime(section.until().toEpochMilli());
                    }
                })
                .events()
                .stream()
                .filter(this::isNew)
                .forEach(event -> lines.add(new Line(
                        Instant.ofEpochMilli(event.timestamp()),
                        section.slot(),
                        event.message().stripTrailing())));
    }

    private boolean isNew(FilteredLogEvent event) {
        return told.put(event.eventId(), Instant.ofEpochMilli(event.timestamp())) == null;
    }

    private CommandFailedException nobody() {
        return new CommandFailedException(
                ExitCode.NOT_THERE,
                "%s has no %s slot, or is not provisioned"
                        .formatted(environment.name(), role.name().toLowerCase(Locale.ROOT)),
                "Ask for dev, blue or green, after ./greenroom up.");
    }
}
