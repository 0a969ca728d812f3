package dev.greenroom.acceptance.steps;

import static java.util.Objects.requireNonNull;

import dev.greenroom.acceptance.delivery.Deliveries;
import dev.greenroom.acceptance.drivers.Account;
import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.KeptWord;
import dev.greenroom.acceptance.drivers.Lineup;
import dev.greenroom.acceptance.drivers.Project;
import dev.greenroom.acceptance.drivers.Tasks;
import dev.greenroom.acceptance.http.Traffic;
import dev.greenroom.acceptance.http.Upload;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the steps of one scenario tell each other, and how they reach the target. Made anew for every scenario. */
public final class World {
    private final TestRun run = TestRun.current();

    /** Why the last thing that was tried did not happen. */
    private @Nullable DeploymentException refusal;

    /** Who asks an environment all the time. */
    private @Nullable Traffic traffic;

    /** A request that has begun and not ended. */
    private @Nullable Upload upload;

    /** Address of the performance that the scenario is about. */
    private @Nullable String performance;

    /** The tasks that ran in environments before something was done. */
    private final Map<String, Set<String>> tasksBefore = new HashMap<>();

    /** A project that the scenario has for itself. */
    private @Nullable Project ownProject;

    /** The doors that the scenario's own project had. */
    private List<Door> ownDoors = List.of();

    Account account() {
        return run.account();
    }

    Project project() {
        return run.project();
    }

    Environment environment(String name) {
        return project().environment(name);
    }

    /** The environment that is looked at where a scenario names none. */
    Environment lookedAt() {
        return run.environment();
    }

    /** The commit, or its beginning, of the release that must answer there; empty when any will do. */
    String expectedCommit() {
        return run.commit();
    }

    Door blueDoor(String environment) {
        return Door.of(environment(environment), Role.BLUE);
    }

    Door greenDoor(String environment) {
        return Door.of(environment(environment), Role.GREEN);
    }

    Lineup lineup() {
        return new Lineup(project());
    }

    Tasks tasks() {
        return new Tasks(project(), account());
    }

    /** What goes through the pipeline of the run's project. */
    Deliveries deliveries() {
        return run.deliveries();
    }

    KeptWord keptWord() {
        return run.keptWord();
    }

    /** Does something that is expected to be refused or to fail. */
    void attempt(Attempt attempt) throws InterruptedException {
        try {
            attempt.make();
            refusal = null;
        } catch (DeploymentException refused) {
            refusal = refused;
        }
    }

    DeploymentException refusal() {
        if (refusal == null) {
            throw new AssertionError("it was expected to be refused or to fail, and was done");
        }
        return refusal;
    }

    void begin(Traffic newTraffic) {
        traffic = newTraffic;
    }

    Traffic traffic() {
        return requireNonNull(traffic, "nobody asks");
    }

    void begin(Upload newUpload) {
        upload = newUpload;
    }

    Upload upload() {
        return requireNonNull(upload, "no upload has begun");
    }

    void remember(String newPerformance) {
        performance = newPerformance;
    }

    String performance() {
        return requireNonNull(performance, "no performance was created");
    }

    void rememberTasks(String environment) {
        tasksBefore.put(environment, tasks().running(environment));
    }

    Set<String> tasksBefore(String environment) {
        return requireNonNull(tasksBefore.get(environment), "nobody looked at the tasks before");
    }

    Project newOwnProject() {
        ownProject = run.newProject();
        return ownProject;
    }

    Project ownProject() {
        return requireNonNull(ownProject, "the scenario has no project of its own");
    }

    void rememberDoors(List<Door> doors) {
        ownDoors = List.copyOf(doors);
    }

    List<Door> ownDoors() {
        return ownDoors;
    }

    /** Ends what the scenario began, the last first. */
    void close() throws Exception {
        try (var endedTraffic = traffic;
                var endedUpload = upload) {
            traffic = null;
            upload = null;
        }
        if (ownProject != null) {
            ownProject.showcase().tearDown();
        }
    }

    interface Attempt {
        void make() throws InterruptedException;
    }
}
