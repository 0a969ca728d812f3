package dev.greenroom.cli.bench;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.pipeline.ActionStatus;
import dev.greenroom.infra.pipeline.Approval;
import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.pipeline.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Measures the delivery pipeline, from a push to end users, on a showcase whose delivery is provisioned and unused. */
public final class PipelineBench {
    private static final long POLL_MILLIS = 200;
    private static final int PEOPLE = 8;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String ENVIRONMENT = "test";

    private final Showcase showcase;
    private final AwsClients aws;
    private final AwsCredentials credentials;
    private final Map<String, String> access;
    private final Path project;
    private final Progress progress;
    private final List<List<List<String>>> tables = new ArrayList<>();

    /**
     * @param credentials of who pushes
     * @param access variables that lead the SDK to the cloud
     * @param project whose last commit is delivered, with a line changed
     */
    public PipelineBench(
            Showcase showcase,
            AwsClients aws,
            AwsCredentials credentials,
            Map<String, String> access,
            Path project,
            Progress progress) {
        this.showcase = showcase;
        this.aws = aws;
        this.credentials = credentials;
        this.access = Map.copyOf(access);
        this.project = project;
        this.progress = progress;
    }

    /** Where the time went, a table each with a header; after {@link #measure}. */
    public List<List<List<String>>> tables() {
        return List.copyOf(tables);
    }

    /** @param bare when there was nothing yet, neither cloud nor environments */
    public List<Result> measure(Instant bare) throws IOException, InterruptedException {
        try (Clone developer = Clone.of(project);
                Clone builds = Clone.of(project);
                Clone tests = Clone.of(project)) {
            List<ActionStatus> first = deliverFirst(developer);
            Duration fromBare = Duration.between(bare, Instant.now());
            Map<String, Duration> byHand = byHand(first, builds, tests);
            var results = new ArrayList<Result>();
            results.add(Result.atMost("From nothing to production by the pipeline", seconds(fromBare), 240, "s"));
            results.addAll(pushAndApprove(developer, byHand));
            return results;
        }
    }

    /** By the pipeline from the first push to production; returns its actions. */
    private List<ActionStatus> deliverFirst(Clone developer) throws IOException, InterruptedException {
        Progress.Step step = progress.begin("First delivery");
        String commit = push(developer, "First release");
        Approval approval = awaitApproval(commit, step);
        pipeline().approve(approval, "For the measurement");
        awaitEnd(commit, step);
        step.done();
        return pipeline().actions(approval.executionId());
    }

    private Map<String, Duration> byHand(List<ActionStatus> actions, Clone builds, Clone tests)
            throws IOException, InterruptedException {
        Progress.Step step = progress.begin("The same by hand");
        step.now("commands of the buildspecs, and deployments");
        String commit = builds.change("Second release, by hand");
        tests.change("Second release, by hand");
        Map<String, Duration> byHand = new ByHand(showcase, aws, access).deliver(actions, builds, tests, commit);
        step.done();
        return byHand;
    }

    private List<Result> pushAndApprove(Clone developer, Map<String, Duration> byHand)
            throws IOException, InterruptedException {
        Progress.Step step = progress.begin("Push to green, and approve to live");
        Instant pushed = Instant.now();
        String commit = push(developer, "Third release");
        Duration pushing = Duration.between(pushed, Instant.now());
        Approval approval = awaitApproval(commit, step);
        tables.add(new Breakdown(aws, byHand)
                .table(pushed, approval.since(), pipeline().actions(approval.executionId())));
        double green = seconds(Duration.between(pushed, approval.since()));
        double hand =
                byHand.values().stream().mapToDouble(PipelineBench::seconds).sum();
        var results = new ArrayList<>(List.of(
                Result.told("The push itself", seconds(pushing), "s"),
                Result.atMost("Push to green that waits for approval", green, 90, "s"),
                Result.told("Its actions' own commands by hand", hand, "s"),
                Result.atMost("Push to green next to by hand", green / hand, 1.5, "times")));
        results.addAll(approve(approval, commit, step));
        step.done();
        return results;
    }

    private List<Result> approve(Approval approval, String commit, Progress.Step step) throws InterruptedException {
        URI blue = URI.create(
                showcase.environment(ENVIRONMENT).status().blue().orElseThrow().url());
        try (Crowd crowd = Crowd.of(PEOPLE, blue, PAUSE)) {
            Instant approved = Instant.now();
            pipeline().approve(approval, "For the measurement");
            Instant live = crowd.awaitAnswer(commit);
            awaitEnd(commit, step);
            tables.add(new Breakdown(aws, Map.of())
                    .table(approved, live, pipeline().actions(approval.executionId())));
            int all = crowd.answered() + crowd.failed();
            return List.of(
                    Result.atMost("Approve to live, for end users", seconds(Duration.between(approved, live)), 2, "s"),
                    Result.atMost("Failed requests meanwhile, of %d".formatted(all), crowd.failed(), 0, "requests"));
        }
    }

    private String push(Clone developer, String what) throws IOException, InterruptedException {
        String commit = developer.change(what);
        developer.push(showcase.delivery().cloneUrl(), showcase.delivery().branch(), credentials);
        return commit;
    }

    private Approval awaitApproval(String commit, Progress.Step step) throws InterruptedException {
        while (true) {
            PipelineStatus status = pipeline().status();
            Optional<Execution> execution = execution(status, commit);
            Optional<Approval> approval = status.approval().filter(asked -> execution
                    .filter(its -> its.id().equals(asked.executionId()))
                    .isPresent());
            if (approval.isPresent()) {
                return approval.get();
            }
            execution.filter(its -> its.status().isOver()).ifPresent(this::refuse);
            show(status, step);
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void awaitEnd(String commit, Progress.Step step) throws InterruptedException {
        while (true) {
            PipelineStatus status = pipeline().status();
            Optional<Execution> ended =
                    execution(status, commit).filter(its -> its.status().isOver());
            if (ended.isPresent()) {
                if (ended.get().status() != Status.SUCCEEDED) {
                    refuse(ended.get());
                }
                return;
            }
            show(status, step);
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static void show(PipelineStatus status, Progress.Step step) {
        status.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> action.status().isRunning())
                .findFirst()
                .ifPresent(action -> step.now(action.name()));
    }

    private void refuse(Execution execution) {
        List<String> failures = pipeline().actions(execution.id()).stream()
                .filter(action -> action.status() == Status.FAILED)
                .map(action -> "%s: %s".formatted(action.name(), action.summary()))
                .toList();
        throw new IllegalStateException(
                "Tried to measure a delivery but it ended as %s: %s".formatted(execution.status(), failures));
    }

    private static Optional<Execution> execution(PipelineStatus status, String commit) {
        return status.executions().stream()
                .filter(execution -> execution
                        .revision()
                        .filter(revision -> revision.commit().equals(commit))
                        .isPresent())
                .findFirst();
    }

    private Pipeline pipeline() {
        return showcase.delivery().pipeline();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
