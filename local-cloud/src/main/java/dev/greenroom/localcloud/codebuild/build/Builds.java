package dev.greenroom.localcloud.codebuild.build;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventPublisher;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.project.Projects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.CloudWatchLogsConfig;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** The builds of a region, oldest first. Its monitor guards the list. */
public final class Builds implements AutoCloseable {
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final Projects projects;
    private final BuildServices services;
    private final EventPublisher publisher;
    private final BuildEvents events;
    private final Semaphore slots;
    private final ScheduledExecutorService timer;
    private final Map<String, BuildEntry> byId = new LinkedHashMap<>();
    private final Map<String, String> idsByToken = new LinkedHashMap<>();
    private final Map<String, Thread> running = new ConcurrentHashMap<>();

    public Builds(Projects projects, BuildServices services) {
        this.projects = requireNonNull(projects, "projects is null");
        this.services = requireNonNull(services, "services is null");
        AwsScope scope = services.scope();
        this.publisher = new EventPublisher(services.clients(), "aws.codebuild", scope.region());
        this.events = new BuildEvents(publisher, services.clock());
        this.slots = new Semaphore(services.pace().concurrentBuilds(), true);
        this.timer = Executors.newSingleThreadScheduledExecutor(run -> daemon(run, "codebuild-timeouts"));
    }

    public Build start(StartBuildRequest request) {
        if (request.projectName() == null) {
            throw CodeBuildErrors.invalidInput("projectName is required");
        }
        Project project = projects.get(request.projectName());
        BuildSettings settings = Overrides.apply(project, request);
        BuildEntry entry;
        synchronized (this) {
            Optional<Build> same = startedWith(request.idempotencyToken());
            if (same.isPresent()) {
                return same.get();
            }
            Build build = describe(settings, request);
            entry = new BuildEntry(settings, build, events, services.clock());
            byId.put(build.id(), entry);
            if (request.idempotencyToken() != null) {
                idsByToken.put(request.idempotencyToken(), build.id());
            }
        }
        entry.begin(BuildPhaseType.SUBMITTED);
        events.stateChanged(entry.build());
        entry.complete(StatusType.SUCCEEDED);
        run(entry);
        return entry.build();
    }

    public Build retry(String id) {
        BuildEntry entry = entry(id);
        if (entry.settings().pipeline().isPresent()) {
            throw CodeBuildErrors.invalidInput(
                    "Build %s was started by CodePipeline and can't be retried".formatted(id));
        }
        if (!entry.build().buildComplete()) {
            throw CodeBuildErrors.invalidInput("Build %s is in progress and can't be retried".formatted(id));
        }
        return start(
                entry.settings().request().toBuilder().idempotencyToken(null).build());
    }

    public Build stop(String id) {
        BuildEntry entry = entry(id);
        entry.end(StatusType.STOPPED);
        return entry.build();
    }

    /** The next build of the project finds no cache of the local kind. */
    public void forgetCache(Project project) {
        BuildCache.forget(services.runtime(), project.name());
    }

    public synchronized Optional<Build> find(String idOrArn) {
        return Optional.ofNullable(byId.get(id(idOrArn))).map(BuildEntry::build);
    }

    public synchronized List<Build> all() {
        return byId.values().stream().map(BuildEntry::build).toList();
    }

    /** Returns whether it was there and over. */
    public synchronized boolean delete(String idOrArn) {
        Optional<Build> build = find(idOrArn);
        if (build.isEmpty() || !build.get().buildComplete()) {
            return false;
        }
        byId.remove(build.get().id());
        return true;
    }

    /** Stops what runs, and waits a moment for it. */
    @Override
    public void close() {
        List<BuildEntry> entries;
        synchronized (this) {
            entries = List.copyOf(byId.values());
        }
        entries.forEach(entry -> entry.end(StatusType.STOPPED));
        try {
            for (Thread thread : running.values()) {
                thread.join(PATIENCE_AT_CLOSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        publisher.close();
    }

    private void run(BuildEntry entry) {
        String id = entry.build().id();
        var run = new BuildRun(entry, services, slots, timer);
        Thread thread = daemon(
                () -> {
                    try {
                        run.run();
                    } finally {
                        running.remove(id);
                    }
                },
                "codebuild " + id);
        running.put(id, thread);
        thread.start();
    }

    private Optional<Build> startedWith(@Nullable String token) {
        return Optional.ofNullable(token).map(idsByToken::get).map(byId::get).map(BuildEntry::build);
    }

    private synchronized BuildEntry entry(String idOrArn) {
        BuildEntry entry = byId.get(id(idOrArn));
        if (entry == null) {
            throw CodeBuildErrors.buildNotFound(idOrArn);
        }
        return entry;
    }

    private Build describe(BuildSettings settings, StartBuildRequest request) {
        Project project = settings.project();
        String uuid = UUID.randomUUID().toString();
        String id = project.name() + ":" + uuid;
        return Build.builder()
                .id(id)
                .arn(services.scope().arn("codebuild", "build/" + id))
                .buildNumber(projects.nextBuildNumber(project.name()))
                .startTime(services.clock().instant())
                .buildStatus(StatusType.IN_PROGRESS)
                .buildComplete(false)
                .projectName(project.name())
                .sourceVersion(BuildVariables.sourceVersion(settings).orElse(null))
                .resolvedSourceVersion(settings.pipeline()
                        .map(PipelineBuild::resolvedSourceVersion)
                        .orElse(null))
                .source(project.source())
                .secondarySources(project.secondarySources())
                .secondarySourceVersions(project.secondarySourceVersions())
                .artifacts(BuildArtifacts.builder().location("").build())
                .cache(project.cache())
                .environment(project.environment().toBuilder()
                        .environmentVariables(variables(settings))
                        .build())
                .serviceRole(project.serviceRole())
                .timeoutInMinutes(project.timeoutInMinutes())
                .queuedTimeoutInMinutes(project.queuedTimeoutInMinutes())
                .encryptionKey(project.encryptionKey())
                .initiator(initiator(request))
                .logs(logs(project, uuid))
                .phases(List.of())
                .build();
    }

    private static List<EnvironmentVariable> variables(BuildSettings settings) {
        var variables = new LinkedHashMap<String, EnvironmentVariable>();
        settings.project().environment().environmentVariables().forEach(each -> variables.put(each.name(), each));
        settings.overridden().forEach(each -> variables.put(each.name(), each));
        return List.copyOf(variables.values());
    }

    private static String initiator(StartBuildRequest request) {
        return PipelineBuild.of(request)
                .map(build -> "codepipeline/" + build.pipeline())
                .or(() -> EventTrigger.of(request)
                        .map(trigger -> "rule/"
                                + trigger.ruleArn().substring(trigger.ruleArn().lastIndexOf('/') + 1)))
                .orElse("root");
    }

    private LogsLocation logs(Project project, String uuid) {
        AwsScope scope = services.scope();
        Optional<CloudWatchLogsConfig> configured =
                Optional.ofNullable(project.logsConfig()).map(logs -> logs.cloudWatchLogs());
        String group = configured.map(CloudWatchLogsConfig::groupName).orElse("/aws/codebuild/" + project.name());
        String stream = configured
                .map(CloudWatchLogsConfig::streamName)
                .map(prefix -> prefix + "/" + uuid)
                .orElse(uuid);
        return LogsLocation.builder()
                .groupName(group)
                .streamName(stream)
                .deepLink("https://console.aws.amazon.com/cloudwatch/home?region=%s#logEvent:group=%s;stream=%s"
                        .formatted(scope.region(), group, stream))
                .cloudWatchLogsArn(scope.arn("logs", "log-group:%s:log-stream:%s".formatted(group, stream)))
                .build();
    }

    private static String id(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }

    private static Thread daemon(Runnable run, String name) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        return thread;
    }
}
