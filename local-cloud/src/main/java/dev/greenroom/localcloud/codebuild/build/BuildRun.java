package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.ExportedEnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** Takes one build through its life, on a thread of its own. */
final class BuildRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildRun.class);
    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final BuildEntry entry;
    private final BuildServices services;
    private final Semaphore slots;
    private final ScheduledExecutorService timer;
    private final BuildRole role;
    private final Masking masking = new Masking();
    private final BuildPhases phases;
    private Optional<Place> place = Optional.empty();

    BuildRun(BuildEntry entry, BuildServices services, Semaphore slots, ScheduledExecutorService timer) {
        this.entry = entry;
        this.services = services;
        this.slots = slots;
        this.timer = timer;
        this.role = new BuildRole(entry, services);
        this.phases = new BuildPhases(entry, masking);
    }

    @Override
    public void run() {
        entry.begin(BuildPhaseType.QUEUED);
        StatusType status;
        try {
            entry.endInterrupts(Thread.currentThread());
            if (slots.tryAcquire(millis(entry.build().queuedTimeoutInMinutes()), TimeUnit.MILLISECONDS)) {
                entry.complete(StatusType.SUCCEEDED);
                status = inSlot();
            } else {
                status = StatusType.TIMED_OUT;
                entry.complete(status);
            }
        } catch (InterruptedException e) {
            status = entry.endsByItself().orElse(StatusType.FAULT);
            entry.complete(status);
        }
        entry.endsByItself();
        entry.finish(status);
        place.ifPresent(provisioned -> provisioned.machine().close());
    }

    private StatusType inSlot() {
        ScheduledFuture<?> timeout = timer.schedule(
                () -> entry.end(StatusType.TIMED_OUT), millis(entry.build().timeoutInMinutes()), TimeUnit.MILLISECONDS);
        StatusType status;
        try {
            status = build() ? StatusType.SUCCEEDED : StatusType.FAILED;
        } catch (BuildEndedException e) {
            status = StatusType.FAULT;
        } catch (RuntimeException | Error e) { // whatever it is, the build must end
            LOG.error("Build {} failed", entry.build().id(), e);
            entry.complete(StatusType.FAULT);
            status = StatusType.FAULT;
        } finally {
            timeout.cancel(false);
            slots.release();
        }
        StatusType real = entry.endsByItself().orElse(status);
        finish();
        return real;
    }

    private boolean build() throws BuildEndedException {
        place = phases.make(BuildPhaseType.PROVISIONING, new Provisioning(entry, services, role, masking)::run);
        if (place.isEmpty()) {
            return false;
        }
        phases.logTo(place.get().log());
        var store = new ObjectStore(services.clients(), role);
        Optional<Workspace> workspace = phases.make(
                BuildPhaseType.DOWNLOAD_SOURCE, new Download(entry, services, masking, place.get(), role, store)::run);
        return workspace.isPresent() && build(place.get(), workspace.get(), store);
    }

    private boolean build(Place provisioned, Workspace workspace, ObjectStore store) throws BuildEndedException {
        BuildLog log = provisioned.log();
        Buildspec buildspec = workspace.buildspec();
        PhaseOrder order;
        try {
            order = new CommandPhases(phases, log, workspace.shell()).run(buildspec);
            export(workspace);
        } catch (InterruptedException e) {
            throw new BuildEndedException();
        }
        boolean uploaded = phases.run(BuildPhaseType.UPLOAD_ARTIFACTS, () -> {
            Optional<PhaseFailedException> missing = new ReportFiles(entry, services.reports(), role, log)
                    .publish(buildspec, workspace.sources().primary());
            new ArtifactUpload(
                            entry,
                            store,
                            log,
                            workspace.shell(),
                            workspace.sources().primary(),
                            provisioned.machine().folder())
                    .run(buildspec);
            new BuildCache(
                            entry.settings().project(),
                            services.runtime(),
                            store,
                            log,
                            provisioned.machine().folder())
                    .save(workspace.sources().primary(), buildspec.cachePaths());
            if (missing.isPresent()) {
                throw missing.get();
            }
        });
        return uploaded && order.isSucceeding();
    }

    /** Keeps the values that variables have after the last command, but none of a secret. */
    private void export(Workspace workspace) throws InterruptedException {
        List<String> names = workspace.buildspec().environment().exportedVariables().stream()
                .filter(name -> SHELL_NAME.matcher(name).matches() && !name.startsWith("AWS_"))
                .filter(name -> !workspace.secretNames().contains(name))
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return;
        }
        var command = new StringBuilder("printf '%s\\0'");
        names.forEach(name -> command.append(" \"${").append(name).append("-}\""));
        try {
            String[] values = workspace.shell().capture(command.toString()).split("\0", -1);
            var exported = new ArrayList<ExportedEnvironmentVariable>();
            for (int i = 0; i < names.size() && i < values.length - 1; i++) {
                exported.add(ExportedEnvironmentVariable.builder()
                        .name(names.get(i))
                        .value(values[i])
                        .build());
            }
            entry.change(build -> build.exportedEnvironmentVariables(exported));
        } catch (IOException e) {
            LOG.debug(
                    "The shell of build {} is gone, and its variables with it",
                    entry.build().id(),
                    e);
        }
    }

    /** When it is over, its log is whole. */
    private void finish() {
        entry.begin(BuildPhaseType.FINALIZING);
        place.ifPresent(provisioned -> {
            provisioned.machine().kill();
            services.sessions().revoke(provisioned.token());
            provisioned.log().close();
        });
        entry.complete(StatusType.SUCCEEDED);
    }

    private long millis(int minutes) {
        return services.pace().minute().multipliedBy(minutes).toMillis();
    }
}
