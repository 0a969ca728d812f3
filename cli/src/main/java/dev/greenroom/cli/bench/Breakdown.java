package dev.greenroom.cli.bench;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.pipeline.ActionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;

/** Where the time of an execution goes, action by action, and between them. */
final class Breakdown {
    /** Columns, each of some phases of a build. */
    private enum Part {
        QUEUE(BuildPhaseType.SUBMITTED, BuildPhaseType.QUEUED),
        PROVISION(BuildPhaseType.PROVISIONING),
        SOURCE(BuildPhaseType.DOWNLOAD_SOURCE),
        INSTALL(BuildPhaseType.INSTALL),
        COMMANDS(BuildPhaseType.PRE_BUILD, BuildPhaseType.BUILD, BuildPhaseType.POST_BUILD),
        UPLOAD(BuildPhaseType.UPLOAD_ARTIFACTS),
        FINALIZE(BuildPhaseType.FINALIZING);

        private final Set<BuildPhaseType> phases;

        Part(BuildPhaseType first, BuildPhaseType... others) {
            this.phases = EnumSet.of(first, others);
        }
    }

    private final AwsClients aws;
    private final Map<String, Duration> byHand;
    private final List<List<String>> rows = new ArrayList<>();

    Breakdown(AwsClients aws, Map<String, Duration> byHand) {
        this.aws = aws;
        this.byHand = Map.copyOf(byHand);
    }

    /**
     * A table with a header: seconds.
     *
     * @param actions that ended between the two moments, or end it by beginning
     */
    List<List<String>> table(Instant from, Instant until, List<ActionStatus> actions) {
        var header = new ArrayList<>(List.of("WHERE IT GOES (s)", "AT", "TOOK", "SHARE", "BY HAND"));
        for (Part part : Part.values()) {
            header.add(part.name());
        }
        header.add("AROUND");
        rows.add(header);
        Duration all = Duration.between(from, until);
        Instant last = from;
        Duration between = Duration.ZERO;
        for (ActionStatus action : inOrder(actions)) {
            Instant began = action.began();
            Instant ended = action.ended() == null ? until : action.ended();
            if (began == null || began.isBefore(from) || !began.isBefore(until)) {
                continue;
            }
            if (last.equals(from)) {
                add("until " + action.name(), Duration.ZERO, Duration.between(from, began), all);
            } else {
                between = between.plus(Duration.between(last, began));
            }
            action(action, Duration.between(from, began), Duration.between(began, ended), all);
            last = ended;
        }
        // What the last of them does after the end is of no interest.
        Duration after = last.isBefore(until) ? Duration.between(last, until) : Duration.ZERO;
        add("between actions", Duration.ZERO, between.plus(after), all);
        add("all of it", Duration.ZERO, all, all);
        return List.copyOf(rows);
    }

    private void action(ActionStatus action, Duration at, Duration took, Duration all) {
        var row = new ArrayList<>(row(action.name(), at, took, all));
        Duration hand = byHand.get(action.name());
        row.add(hand == null ? "" : text(hand));
        if (action.hasLog()) {
            Build build = aws.codeBuild()
                    .batchGetBuilds(request -> request.ids(action.externalId()))
                    .builds()
                    .get(0);
            Duration rest = took;
            for (Part part : Part.values()) {
                Duration its = took(build, part);
                rest = rest.minus(its);
                row.add(text(its));
            }
            row.add(text(rest));
        }
        rows.add(row);
    }

    private static Duration took(Build build, Part part) {
        return build.phases().stream()
                .filter(phase -> part.phases.contains(phase.phaseType()) && phase.endTime() != null)
                .map(Breakdown::took)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration took(BuildPhase phase) {
        return Duration.between(phase.startTime(), phase.endTime());
    }

    private static List<ActionStatus> inOrder(List<ActionStatus> actions) {
        return actions.stream()
                .filter(action -> action.began() != null)
                .sorted(Comparator.comparing(ActionStatus::began))
                .toList();
    }

    private void add(String what, Duration at, Duration took, Duration all) {
        rows.add(row(what, at, took, all));
    }

    private static List<String> row(String what, Duration at, Duration took, Duration all) {
        return List.of(
                what,
                text(at),
                text(took),
                String.format(Locale.ROOT, "%.0f %%", 100.0 * took.toMillis() / Math.max(1, all.toMillis())));
    }

    private static String text(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
