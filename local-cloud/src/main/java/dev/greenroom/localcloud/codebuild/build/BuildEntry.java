package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.runtime.BuildMachine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** A build, what it is about, and whether somebody wants it to end. Its monitor guards all of it. */
final class BuildEntry {
    private final BuildSettings settings;
    private final BuildEvents events;
    private final Clock clock;
    private Build build;

    private @Nullable StatusType endedAs;
    private @Nullable Thread thread;
    private @Nullable BuildMachine machine;

    BuildEntry(BuildSettings settings, Build build, BuildEvents events, Clock clock) {
        this.settings = settings;
        this.build = build;
        this.events = events;
        this.clock = clock;
    }

    BuildSettings settings() {
        return settings;
    }

    synchronized Build build() {
        return build;
    }

    synchronized void change(Consumer<Build.Builder> change) {
        build = build.toBuilder().applyMutation(change).build();
    }

    synchronized void begin(BuildPhaseType type) {
        var phases = new ArrayList<>(build.phases());
        phases.add(
                BuildPhase.builder().phaseType(type).startTime(clock.instant()).build());
        change(changed -> changed.currentPhase(type.toString()).phases(phases));
    }

    void complete(StatusType status) {
        complete(status, List.of());
    }

    synchronized void complete(StatusType status, List<PhaseContext> contexts) {
        var phases = new ArrayList<>(build.phases());
        BuildPhase phase = phases.get(phases.size() - 1);
        Instant now = clock.instant();
        BuildPhase completed = phase.toBuilder()
                .endTime(now)
                .durationInSeconds(Duration.between(phase.startTime(), now).toSeconds())
                .phaseStatus(status)
                .contexts(contexts)
                .build();
        phases.set(phases.size() - 1, completed);
        change(changed -> changed.phases(phases));
        events.phaseCompleted(build, completed);
    }

    /** The last phase: the build is over. */
    synchronized void finish(StatusType status) {
        begin(BuildPhaseType.COMPLETED);
        change(changed -> changed.buildStatus(status).buildComplete(true).endTime(clock.instant()));
        events.stateChanged(build);
    }

    /** From now on {@link #end} interrupts the caller. */
    synchronized void endInterrupts(Thread runs) throws InterruptedException {
        thread = runs;
        if (endedAs != null) {
            throw new InterruptedException("ended before it began");
        }
    }

    /** From now on {@link #end} kills what runs there. */
    synchronized void endKills(BuildMachine place) {
        machine = place;
        if (endedAs != null) {
            place.kill();
        }
    }

    /** Nothing ends it early any more; tells whether something did. */
    synchronized Optional<StatusType> endsByItself() {
        thread = null;
        machine = null;
        Thread.interrupted(); // what end() left
        return Optional.ofNullable(endedAs);
    }

    synchronized Optional<StatusType> endedAs() {
        return Optional.ofNullable(endedAs);
    }

    /** Ends the build now, unless it is over or ends already. */
    synchronized void end(StatusType status) {
        if (endedAs != null || build.buildComplete()) {
            return;
        }
        endedAs = status;
        if (machine != null) {
            machine.kill();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }
}
