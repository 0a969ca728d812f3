package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.greenroom.acceptance.drivers.Account;
import dev.greenroom.acceptance.drivers.DeployedStacks;
import dev.greenroom.acceptance.drivers.Project;
import dev.greenroom.infra.DeploymentFiles;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.StepsArchive;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.Status;
import dev.greenroom.infra.pipeline.StopMode;
import dev.greenroom.infra.stacks.DeploymentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is delivered through a project's pipeline in one run: pushed, decided about, and what is in its way. */
public final class Deliveries implements AutoCloseable {
    /** The stage that only one release is in. */
    private static final String RELEASE = "Release";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Project project;
    private final Account account;

    /** This project's own folder, of which the steps and the buildspecs are taken. */
    private final Path sources;

    /** The last delivery of each release. */
    private final Map<String, OneDelivery> deliveries = new HashMap<>();

    /** The last decision that was asked for about each release. */
    private final Map<String, Approval> approvals = new HashMap<>();

    /** By which rules it is delivered; null before anything is provisioned. */
    private @Nullable DeliveryRules provisioned;

    private @Nullable WorkingCopy workingCopy;

    public Deliveries(Project project, Account account) {
        this.project = project;
        this.account = account;
        this.sources = Path.of(System.getProperty("project.folder", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** Makes the pipeline, with a release in every slot, or changes its rules. */
    public void ensureProvisioned(DeliveryRules rules) throws InterruptedException {
        if (provisioned != rules) {
            project.ensureInstalled("1.0");
            project.delivery(rules.settings())
                    .provision(StepsArchive.of(program().resolve("greenroom-infra.jar")));
            provisioned = rules;
        }
    }

    /** Ends whatever is on its way, as nobody's. */
    public void clear() {
        await("nothing is on its way")
                .atMost(PATIENCE)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> {
                    var status = pipeline().status();
                    end(status);
                    return status.running().isEmpty();
                });
    }

    /** Whether a release waits for its decision, in the green slot, and so does nothing that is older. */
    public boolean waits(String release) {
        var delivery = deliveries.get(release);
        return delivery != null && delivery.asksForDecision(pipeline().status()) && holds(release, Role.GREEN);
    }

    /** Whether a release waits until the one before it is decided about. */
    public boolean waitsOutside(String release) {
        var delivery = deliveries.get(release);
        return delivery != null && delivery.waitsFor(RELEASE, pipeline().status());
    }

    /** Waits until a release has to wait for the one before it. */
    public void awaitTurn(String release) {
        of(release).awaitTurn(RELEASE);
    }

    /** Whether the last delivery of a release ended when its decision was asked for, and it is still in its slot. */
    public boolean wasRejected(String release) {
        return ended(release, Status.FAILED) && approvals.containsKey(release) && holds(release, Role.GREEN);
    }

    /** Whether nothing was ever delivered. */
    public boolean isNew() {
        return pipeline().executions().isEmpty();
    }

    /** Pushes a commit that becomes this release, unless something is wrong with it. */
    public OneDelivery push(String release, Mistake mistake) throws InterruptedException {
        // What is wrong with a commit is found before anybody looks at which release it would have been.
        var image = project.releases().image(mistake == Mistake.NONE ? release : "2.0");
        var standIn =
                new StandIn(release, image, mistake, deploymentFiles(), program(), sources.resolve("infra/buildspecs"));
        return push(release, standIn);
    }

    /** Pushes this very project. */
    public OneDelivery pushOwnSources(String release) throws InterruptedException {
        return push(release, new OwnSources(sources));
    }

    /** The last delivery of a release. */
    public OneDelivery of(String release) {
        return requireNonNull(deliveries.get(release), () -> "release %s was never pushed".formatted(release));
    }

    /** Waits until a release asks for the decision. */
    public Approval awaitApproval(String release) {
        var approval = of(release).awaitApproval();
        approvals.put(release, approval);
        return approval;
    }

    /** @throws DeploymentException when the decision that was asked for last is no longer waited for */
    public void approve(String release) {
        pipeline().approve(approval(release), "It looks good");
    }

    /** @throws DeploymentException when the decision that was asked for last is no longer waited for */
    public void reject(String release, String reason) {
        pipeline().reject(approval(release), reason);
    }

    @Override
    public void close() {
        if (workingCopy != null) {
            workingCopy.close();
        }
    }

    private OneDelivery push(String release, Sources its) throws InterruptedException {
        var commit = workingCopy().push("Release " + release, its);
        var delivery = new OneDelivery(pipeline(), "release " + release, commit);
        deliveries.put(release, delivery);
        return delivery;
    }

    private Approval approval(String release) {
        return requireNonNull(approvals.get(release), () -> "release %s never asked".formatted(release));
    }

    /** First those that wait, so that nothing takes the place of what is rejected. */
    private void end(PipelineStatus status) {
        var asked = status.approval();
        for (var execution : status.running()) {
            try {
                if (asked.isPresent() && asked.get().executionId().equals(execution.id())) {
                    if (status.running().size() == 1) {
                        pipeline().reject(asked.get(), "Nobody waits for it any more");
                    }
                } else if (execution.status() == Status.IN_PROGRESS) {
                    pipeline().stop(execution.id(), StopMode.WAIT, "Nobody waits for it any more");
                }
            } catch (DeploymentException endedMeanwhile) {
                // The next look shows what is left.
            }
        }
    }

    private boolean ended(String release, Status status) {
        var delivery = deliveries.get(release);
        return delivery != null
                && delivery.execution(pipeline().status())
                        .filter(its -> its.status() == status)
                        .isPresent();
    }

    private boolean holds(String release, Role role) {
        return project.environment("test").status().slots().stream()
                .filter(slot -> slot.role() == role)
                .flatMap(slot -> slot.release().stream())
                .anyMatch(held -> held.image().equals(project.releases().image(release)));
    }

    private Pipeline pipeline() {
        return project.showcase().delivery().pipeline();
    }

    private WorkingCopy workingCopy() throws InterruptedException {
        if (workingCopy == null) {
            var delivery = project.showcase().delivery();
            workingCopy = WorkingCopy.of(delivery.cloneUrl(), delivery.branch(), account.credentials());
        }
        return workingCopy;
    }

    private DeploymentFiles deploymentFiles() {
        var build = new DeployedStacks(account).parameters(project.name() + "-build");
        return project.deploymentFiles(
                build.get("Vpc"), List.of(build.get("Subnets").split(",")));
    }

    private Path program() {
        return sources.resolve("infra/target");
    }
}
