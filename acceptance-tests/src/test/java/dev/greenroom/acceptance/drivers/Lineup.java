package dev.greenroom.acceptance.drivers;

import static org.awaitility.Awaitility.await;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.EnvironmentStatus;
import dev.greenroom.infra.SlotStatus;
import java.time.Duration;
import java.util.Optional;

/** Brings an environment to the releases that a scenario starts from, with as few deployments as possible. */
public final class Lineup {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Project project;

    public Lineup(Project project) {
        this.project = project;
    }

    /** Of an environment that may have any release, and keeps the one it has. */
    public void ensureAny(Environment environment) throws InterruptedException {
        if (environment.status().blue().flatMap(SlotStatus::release).isEmpty()) {
            project.ensureInstalled("1.0");
        }
    }

    /** Of an environment with one slot. */
    public void ensure(String environment, String blue) throws InterruptedException {
        var it = installed(environment, blue);
        if (!holds(it.status().blue(), blue)) {
            it.deploy(project.releases().image(blue));
        }
    }

    /** Of an environment with two slots. */
    public void ensure(String environment, String blue, String green) throws InterruptedException {
        var it = installed(environment, blue);
        ensureLive(environment, blue);
        ensureGreen(it, green);
    }

    /** Whatever waits in the green slot. */
    public void ensureLive(String environment, String release) throws InterruptedException {
        var it = installed(environment, release);
        if (!holds(it.status().blue(), release)) {
            ensureGreen(it, release);
            it.toggle();
        }
    }

    private void ensureGreen(Environment it, String release) throws InterruptedException {
        if (!holds(it.status().green(), release)) {
            it.deploy(project.releases().image(release));
            // Where only tasks that were stopped are started again, they are deployed before they can serve.
            await("release %s can serve in the green slot of %s".formatted(release, it.name()))
                    .atMost(PATIENCE)
                    .until(() -> holds(it.status().green(), release));
        }
    }

    /** The environment, with this release in every slot that had none. */
    private Environment installed(String environment, String release) throws InterruptedException {
        var it = project.environment(environment);
        if (!isComplete(it.status(), it)) {
            project.ensureInstalled(release);
        }
        return it;
    }

    private static boolean isComplete(EnvironmentStatus status, Environment environment) {
        return status.slots().stream()
                        .filter(slot -> slot.release().isPresent())
                        .count()
                == environment.slots().size();
    }

    /** Whether the release is there and could serve. */
    private static boolean holds(Optional<SlotStatus> slot, String release) {
        return slot.flatMap(SlotStatus::release)
                .filter(held -> held.tags().contains(release) && held.obstacle().isEmpty())
                .isPresent();
    }
}
